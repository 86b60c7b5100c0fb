import type { orderRoutes } from '@shopfleet/contracts';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { orderQuery } from './order-words.ts';

type Query = z.infer<typeof orderRoutes.listOrders.request.query>;
export type OrderFilter = Partial<Omit<Query, 'limit' | 'cursor' | 'sort' | 'format'>>;
export type OrderView = NonNullable<Query['view']>;

const isShort = sql`exists (
  select from shortfall f where f.tenant_id = o.tenant_id and f.order_id = o.id and f.resolved_at is null)`;
const isOpen = sql`o.status in ('unpaid', 'on_hold', 'to_arrange', 'to_hand_over', 'partially_shipped')`;

/** What each tab of the order list holds. */
export const viewConditions: Readonly<Record<OrderView, SQL>> = {
  all: sql`true`,
  to_ship: sql`o.status in ('to_arrange', 'partially_shipped')`,
  to_print: sql`(o.status = 'to_hand_over' and o.printed_at is null)`,
  to_hand_over: sql`(o.status = 'to_hand_over' and o.printed_at is not null)`,
  attention: sql`(${isOpen} and (o.is_cancel_requested or o.hold_reason <> '' or o.fulfil_state in ('failed', 'held') or ${isShort}))`,
  on_the_way: sql`o.status = 'shipped'`,
  done: sql`o.status in ('delivered', 'completed')`,
  cancelled: sql`o.status = 'cancelled'`,
};

export const shortfallFlag = sql`${isShort} as has_shortfall`;

/** The conditions of a filter on `orders o`. */
export function filterConditions(tenantId: string, filter: OrderFilter): SQL {
  const conditions: SQL[] = [sql`o.tenant_id = ${tenantId}`];
  if (filter.view !== undefined && filter.view !== 'all') conditions.push(viewConditions[filter.view]);
  if (filter.shopId !== undefined) conditions.push(sql`o.shop_id = ${filter.shopId}`);
  if (filter.platform !== undefined) conditions.push(sql`o.platform = ${filter.platform}`);
  if (filter.status !== undefined) conditions.push(sql`o.status = ${filter.status}`);
  if (filter.placedFrom !== undefined) conditions.push(sql`o.placed_at >= ${filter.placedFrom}::timestamptz`);
  if (filter.placedTo !== undefined) conditions.push(sql`o.placed_at < ${filter.placedTo}::timestamptz`);
  if (filter.shipByBefore !== undefined) conditions.push(sql`o.ship_by_at < ${filter.shipByBefore}::timestamptz`);
  if (filter.dueBefore !== undefined) {
    conditions.push(
      sql`o.status in ('to_arrange', 'to_hand_over', 'partially_shipped') and o.ship_by_at < ${filter.dueBefore}::timestamptz`,
    );
  }
  if (filter.sku !== undefined) conditions.push(sql`${filter.sku} = any (o.sku_codes)`);
  if (filter.isPrinted !== undefined) conditions.push(filter.isPrinted ? sql`o.printed_at is not null` : sql`o.printed_at is null`);
  if (filter.hasShortfall !== undefined) conditions.push(filter.hasShortfall ? isShort : sql`not ${isShort}`);
  const words = filter.q === undefined ? undefined : orderQuery(filter.q);
  if (words !== undefined) conditions.push(sql`o.search @@ ${words}::tsquery`);
  return sql.join(conditions, sql` and `);
}
