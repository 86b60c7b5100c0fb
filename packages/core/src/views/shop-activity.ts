import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { listShops } from '../connections/index.ts';
import { openOrderShops, openStatuses } from '../orders/index.ts';
import { readSyncStreams, type SyncStream } from '../sync/index.ts';

export interface ShopActivity {
  readonly lastEventAt: Date | undefined;
  readonly openOrders: number;
  readonly sync: readonly SyncStream[];
}

/** What happens in each shop of the tenant of `tx`, by shop id. */
export async function readShopActivity(
  tx: Tx,
  { clock, platforms }: { readonly clock: Clock; readonly platforms: ReadonlyMap<string, Platform> },
): Promise<ReadonlyMap<string, ShopActivity>> {
  const shops = await listShops(tx);
  const tenantId = shops[0]?.tenantId;
  if (tenantId === undefined) return new Map();
  const streams = await readSyncStreams(tx, { clock, platforms, openOrderShops }, tenantId, shops);
  const { rows } = await tx.execute<{ id: string; last_event_at: string | null; open_orders: number }>(sql`
    select s.id, (select max(e.received_at) from inbound_event e where e.tenant_id = s.tenant_id and e.shop_id = s.id) as last_event_at,
      (select count(*)::int from orders o where o.tenant_id = s.tenant_id and o.shop_id = s.id
        and o.status = any(${sql.param([...openStatuses])}::text[])) as open_orders
    from shop s where s.tenant_id = ${tenantId}`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lastEventAt: row.last_event_at === null ? undefined : new Date(row.last_event_at),
        openOrders: row.open_orders,
        sync: streams.get(row.id) ?? [],
      },
    ]),
  );
}
