import type { Tx } from '@shopfleet/db';
import { type OrderStatus, orderStatuses } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { mayMarketplaceMove } from './order-status.ts';

/** Checks that every order's history is one legal path that ends in its status, numbered without a gap. Empty is good. */
export async function orderInvariants(tx: Tx): Promise<{ rule: string; subject: string }[]> {
  const { rows } = await tx.execute<{ id: string; status: OrderStatus; path: string[]; last: number; facts: number }>(sql`
    select o.id, o.status, max(h.number)::int as last, count(*)::int as facts,
      array_agg(coalesce(h.detail->>'to', h.detail->>'status') order by h.number)
        filter (where h.kind in ('imported', 'status-changed')) as path
    from orders o left join order_history h on h.tenant_id = o.tenant_id and h.order_id = o.id group by o.tenant_id, o.id`);
  return rows.flatMap(({ id, status, path, last, facts }) => {
    const steps = (path ?? []).filter((step): step is OrderStatus => orderStatuses.some((known) => known === step));
    const isLegal = steps.every((to, index) => index === 0 || mayMarketplaceMove(steps[index - 1] ?? to, to));
    return [
      ...(isLegal && steps.at(-1) === status ? [] : [{ rule: 'the history is not a legal path to the status', subject: id }]),
      ...(last === facts ? [] : [{ rule: 'the history has a gap', subject: id }]),
    ];
  });
}
