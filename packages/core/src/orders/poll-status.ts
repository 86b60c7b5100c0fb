import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { advancePoll, type Poll, type PollDeps, type PollInput, pollShop } from '../sync/index.ts';
import { fetchOrders } from './fetch-orders.ts';
import { type ImportDeps, importOrderBatch } from './import-orders.ts';
import { openStatuses } from './order-status.ts';

/** Orders that are read and taken over together. */
const batchSize = 100;

/**
 * Reads every order of a shop again that is not through yet, by its number: what neither an event nor the list of changes brought.
 * One that the marketplace does not show any more is left as it is and named in the run.
 */
export async function pollStatus(deps: PollDeps & ImportDeps, input: PollInput): Promise<void> {
  await pollShop(deps, 'status', input, async (poll) => {
    for (let after = ''; ; ) {
      poll.signal.throwIfAborted();
      const ids = await deps.db.asTenant(poll.tenantId, (tx) => openOrderIds(tx, poll, after));
      const last = ids.at(-1);
      if (last === undefined) return;
      await refresh(deps, poll, ids);
      after = last;
    }
  });
}

async function openOrderIds(tx: Tx, { tenantId, shopId }: Poll, after: string): Promise<string[]> {
  const { rows } = await tx.execute<{ external_id: string }>(sql`
    select external_id from orders where tenant_id = ${tenantId} and shop_id = ${shopId} and external_id > ${after}
      and status = any(${sql.param([...openStatuses])}::text[]) order by external_id limit ${batchSize}`);
  return rows.map((row) => row.external_id);
}

async function refresh(deps: PollDeps & ImportDeps, poll: Poll, ids: readonly string[]): Promise<void> {
  const { tenantId, shopId, opened } = poll;
  const { orders } = await fetchOrders(opened, ids);
  const shown = new Set(orders.map((order) => order.externalId));
  const gone = ids.filter((id) => !shown.has(id));
  await deps.db.asTenant(tenantId, async (tx) => {
    const target = { tenantId, shopId, platform: opened.platform.manifest.platform };
    const { refused } = await importOrderBatch(tx, deps, target, orders);
    await advancePoll(tx, deps.clock, poll, {
      processed: orders.length - refused.length,
      failed: refused.length + gone.length,
      problems: [
        ...refused.map(({ externalId, error }) => ({ subject: externalId, message: error.message })),
        ...gone.map((id) => ({ subject: id, message: 'The marketplace does not show this order any more' })),
      ],
    });
  });
}
