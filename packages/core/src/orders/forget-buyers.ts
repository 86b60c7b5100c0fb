import type { Database, Tx } from '@shopfleet/db';
import { type Clock, crashPoint } from '@shopfleet/kernel';
import type { OrderStatus } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../audit/index.ts';
import { listShops } from '../connections/index.ts';
import { announceAll } from '../edge/index.ts';
import { noteLookedAt, removeOldForgotten, selectNewForgotten } from '../sync/index.ts';
import { writeHistory } from './order-history.ts';
import { openStatuses } from './order-status.ts';

interface ForgetDeps {
  readonly db: Database;
  readonly clock: Clock;
}

/** An order that is not through keeps its buyer, so that it can be sent: the law leaves a month. */
const openDays = 30;
/** The longest that a marketplace shows who a buyer was: nothing can bring it back after that. */
const shownDays = 90;
const dayMs = 86_400_000;
const buyersAtOnce = 500;
const ordersAtOnce = 100;

/** Whether an order in this status has lost its buyer by `now`, whom its marketplace asked to forget at `askedAt`. */
export function isForgotten(status: OrderStatus, askedAt: Date, now: Date): boolean {
  return !openStatuses.includes(status) || askedAt.getTime() <= now.getTime() - openDays * dayMs;
}

/**
 * Removes who the buyers were that marketplaces asked to forget, from the orders of all tenants and their kept states: of buyers named
 * since, or of all (orders that were not through then, or came meanwhile). Amounts and lines stay. Safe to repeat.
 */
export async function forgetBuyers(deps: ForgetDeps, { isAll }: { readonly isAll: boolean }): Promise<void> {
  if (isAll) {
    await forgetEverywhere(deps);
    const before = new Date(deps.clock.now().getTime() - shownDays * dayMs);
    return deps.db.asSystem((tx) => removeOldForgotten(tx, before));
  }
  for (;;) {
    const keys = await deps.db.asSystem((tx) => selectNewForgotten(tx, buyersAtOnce));
    if (keys.length === 0) return;
    await forgetEverywhere(deps, keys);
    await deps.db.asSystem((tx) => noteLookedAt(tx, keys));
  }
}

async function forgetEverywhere(deps: ForgetDeps, keys?: readonly string[]): Promise<void> {
  const shops = await deps.db.asSystem((tx) => listShops(tx));
  for (const tenantId of new Set(shops.map((shop) => shop.tenantId))) {
    const forgetSome = () => deps.db.asTenant(tenantId, (tx) => forgetInTenant(tx, deps.clock, tenantId, keys));
    while ((await forgetSome()) === ordersAtOnce);
    crashPoint('orders.after-buyers-forgotten');
  }
}

const kind = 'buyer-forgotten';

interface Cleared extends Record<string, unknown> {
  readonly id: string;
  readonly platform: string;
  /** It was cleared before, and its marketplace showed it again since. */
  readonly is_told: boolean;
}

/** Clears up to `ordersAtOnce` orders of the tenant; answers how many. */
async function forgetInTenant(tx: Tx, clock: Clock, tenantId: string, keys: readonly string[] | undefined): Promise<number> {
  const now = clock.now();
  const lastOpen = new Date(now.getTime() - openDays * dayMs).toISOString();
  const { rows } = await tx.execute<Cleared>(sql`
    with due as (
      select o.id from orders o join forgotten_buyer f on f.platform = o.platform and f.buyer_key = o.buyer_key
      where o.tenant_id = ${tenantId} and o.buyer_key <> '' ${keys ? sql`and o.buyer_key = any(${sql.param([...keys])}::text[])` : sql``}
        and (o.status <> all(${sql.param([...openStatuses])}::text[]) or f.asked_at <= ${lastOpen})
      order by o.external_id limit ${ordersAtOnce} for update of o
    ), cleared as (
      update orders o set buyer_name = '', buyer_note = '', buyer_key = '', address = '{}', version = o.version + 1,
        updated_at = ${now.toISOString()}
      from due where o.tenant_id = ${tenantId} and o.id = due.id returning o.id, o.platform, o.shop_id, o.external_id
    ), states as (
      update order_snapshot s set personal = null from cleared c
      where s.tenant_id = ${tenantId} and s.shop_id = c.shop_id and s.external_id = c.external_id and s.personal is not null
    )
    select id, platform, exists (select from order_history h where h.tenant_id = ${tenantId} and h.order_id = c.id and h.kind = ${kind}) as is_told
    from cleared c order by id`);
  const untold = rows.filter((row) => !row.is_told);
  const facts = untold.map(({ id }) => ({ orderId: id, kind, actor: 'platform:marketplace', detail: {} }));
  await writeHistory(tx, clock, tenantId, facts);
  const changes = rows.map(({ id }) => ({ topic: 'order' as const, id, what: kind }));
  await announceAll(tx, clock, tenantId, changes);
  for (const { id, platform } of untold) {
    const actor: Actor = { kind: 'platform', id: platform };
    await recordAudit(tx, clock, tenantId, { actor, action: `order.${kind}`, subject: { kind: 'order', id } });
  }
  return rows.length;
}
