import type { syncRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { type OrderStatus, orderStatuses, type PlatformOrder } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { compareReplay, type Difference, type StoredOrder } from './compare-replay.ts';
import { type ReplayStep, replayStates } from './replay-states.ts';
import { unpackOrder } from './snapshot.ts';
import { readSnapshots, type SnapshotRow } from './snapshot-store.ts';

export type OrderReplay = z.infer<typeof syncRoutes.orderReplaySchema>;

interface State {
  readonly row: SnapshotRow;
  /** Undefined when what was kept is damaged. */
  readonly order: PlatformOrder | undefined;
}

interface Fact extends Record<string, unknown> {
  readonly kind: string;
  readonly version: string | null;
  readonly to: string | null;
  readonly is_shipping: boolean;
}

const personalColumns = ['buyer_name', 'buyer_note', 'address'];
/** Also written when we ship, until the marketplace shows it too. */
const shippingColumns = ['carrier_name', 'tracking_numbers'];

/**
 * Builds an order of the tenant anew from the states that its marketplace showed and the steps that people took, by the rules of the
 * import, and compares. Writes nothing. Throws `NOT_FOUND`.
 */
export async function replayOrder(tx: Tx, orderId: string): Promise<OrderReplay> {
  const stored = await readStored(tx, orderId);
  const externalId = String(stored.order.external_id);
  const rows = await readSnapshots(tx, String(stored.order.shop_id), externalId);
  const states = rows.map((row) => ({ row, order: unpackOrder(row) }));
  const facts = await readFacts(tx, orderId);
  const { steps, isComplete } = stepsOf(facts, states);
  const replayed = replayStates(steps);
  const damaged = states.filter(({ order }) => order === undefined).map(({ row }) => damagedState(row.version));
  const newest = rows.at(-1);
  // Who the buyer was is a part of no state.
  const without = new Set([
    'buyer_key',
    ...(newest?.personal === null ? personalColumns : []),
    ...(isShippedSince(facts) ? shippingColumns : []),
  ]);
  const differences = [...damaged, ...(replayed ? compareReplay(stored, replayed, without) : [])];
  return {
    orderId,
    externalId,
    isSame: replayed !== undefined && differences.length === 0,
    isComplete: isComplete && replayed !== undefined,
    isPersonalRemoved: rows.some(({ personal }) => personal === null),
    states: states.map(toState),
    differences,
  };
}

const damagedState = (version: string): Difference => ({ field: `state ${version}`, stored: '"damaged"', replayed: 'null' });

function toState({ row, order }: State): OrderReplay['states'][number] {
  const { status = '', externalStatus = '' } = order ?? {};
  return { version: Number(row.version), status, externalStatus, at: new Date(row.at).toISOString() };
}

/**
 * The history names what changed the order, and the states stand in the same order. A fact whose state is not kept any more is passed
 * over: every state is whole.
 */
function stepsOf(facts: readonly Fact[], states: readonly State[]): { steps: ReplayStep[]; isComplete: boolean } {
  const steps: ReplayStep[] = [];
  let isComplete = true;
  let place = 0;
  for (const { kind, version, to } of facts) {
    const status = orderStatuses.find((one): one is OrderStatus => one === to);
    if (version === null) {
      if (kind === 'status-changed' && status) steps.push({ kind: 'person', status });
    } else if (states[place]?.row.version === version) {
      const { order } = states[place] ?? {};
      if (order) steps.push({ kind: 'state', order });
      place += 1;
    } else isComplete = false;
  }
  return { steps, isComplete };
}

/** True when we shipped a part of the order after its marketplace showed it last. */
function isShippedSince(facts: readonly Fact[]): boolean {
  return facts.slice(facts.findLastIndex(({ version }) => version !== null) + 1).some((fact) => fact.is_shipping);
}

async function readFacts(tx: Tx, orderId: string): Promise<Fact[]> {
  const { rows } = await tx.execute<Fact>(sql`
    select kind, detail->>'version' as version, detail->>'to' as to, detail ? 'packageId' as is_shipping
    from order_history where order_id = ${orderId} order by number`);
  return rows;
}

async function readStored(tx: Tx, orderId: string): Promise<StoredOrder> {
  const found = await tx.execute<{ order: Record<string, unknown> }>(
    sql`select to_jsonb(o) as order from orders o where o.id = ${orderId}`,
  );
  const order = found.rows[0]?.order;
  if (!order) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
  const { rows } = await tx.execute<{ id: string; line: Record<string, unknown> }>(
    sql`select external_id as id, to_jsonb(l) as line from order_line l where order_id = ${orderId}`,
  );
  return { order, lines: new Map(rows.map(({ id, line }) => [id, line])) };
}
