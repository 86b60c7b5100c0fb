import type { Tx } from '@shopfleet/db';
import type { EventHint } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';

/** An event that was set aside, with the shop that it came for. */
export interface ParkedEvent extends Record<string, unknown> {
  readonly id: string;
  readonly platform: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly topic: string;
  readonly hint: EventHint;
  readonly reason: string;
  readonly received_at: string;
}

/** Events set aside that `tx` may see, the newest first; ids sort by time. */
export async function listParkedEvents(
  tx: Tx,
  { shopId, before, limit }: { shopId?: string | undefined; before?: string | undefined; limit: number },
): Promise<ParkedEvent[]> {
  const { rows } = await tx.execute<ParkedEvent>(sql`
    select e.id, e.platform, e.shop_id, s.name as shop_name, e.topic, e.hint, e.reason, e.received_at
    from inbound_event e join shop s on s.tenant_id = e.tenant_id and s.id = e.shop_id
    where e.state = 'parked'
      ${shopId === undefined ? sql`` : sql`and e.shop_id = ${shopId}`}
      ${before === undefined ? sql`` : sql`and e.id < ${before}`}
    order by e.id desc limit ${limit}`);
  return rows;
}

export async function countParkedEvents(tx: Tx, shopId?: string): Promise<number> {
  const { rows } = await tx.execute<{ events: number }>(sql`
    select count(*)::integer as events from inbound_event
    where state = 'parked' and shop_id is not null ${shopId === undefined ? sql`` : sql`and shop_id = ${shopId}`}`);
  return rows[0]?.events ?? 0;
}

/** A parked event that this transaction holds; `live_shop_id` is the shop that it is for today, null when that is not connected. */
export interface HeldEvent extends Record<string, unknown> {
  readonly id: string;
  readonly hint: EventHint;
  readonly live_shop_id: string | null;
}

/** Holds parked events: those named, or the oldest `limit` of a shop. */
export async function holdParkedEvents(
  tx: Tx,
  which: { readonly ids: readonly string[] } | { readonly shopId: string; readonly limit: number },
): Promise<HeldEvent[]> {
  const wanted = 'ids' in which ? sql`and e.id = any(${sql.param([...which.ids])}::text[])` : sql`and e.shop_id = ${which.shopId}`;
  const { rows } = await tx.execute<HeldEvent>(sql`
    select e.id, e.hint, (
      select s.id from shop s where s.tenant_id = e.tenant_id and s.platform = e.platform and s.external_id = e.external_shop_id and s.is_active
      order by s.id = e.shop_id desc, s.id limit 1) as live_shop_id
    from inbound_event e where e.state = 'parked' ${wanted}
    order by e.id ${'ids' in which ? sql`` : sql`limit ${which.limit}`} for update of e`);
  return rows;
}

/** Takes held events up again: they wait for what they are about, as if they had just come. */
export async function reopenEvents(tx: Tx, events: readonly { id: string; shopId: string }[]): Promise<void> {
  await tx.execute(sql`
    update inbound_event e set state = 'pending', reason = '', processed_at = null, shop_id = r."shopId",
      waiting_for = coalesce((select array_agg(one) from jsonb_array_elements_text(e.hint->'externalOrderIds') as one), '{}')
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(id text, "shopId" text) where e.id = r.id and e.state = 'parked'`);
}

/** Leaves held events at that; what they were set aside for stays readable behind the new reason. */
export async function closeParkedEvents(tx: Tx, ids: readonly string[], reason: string): Promise<void> {
  await tx.execute(sql`
    update inbound_event set state = 'ignored', processed_at = now(), reason = left(${`Dismissed: ${reason}`} || ' · it had been set aside: ' || reason, 1000)
    where id = any(${sql.param([...ids])}::text[]) and state = 'parked'`);
}
