import type { Database } from '@shopfleet/db';
import type { EnqueueExpression } from '@shopfleet/jobs';
import { type SQL, sql } from 'drizzle-orm';
import type { NewEvent } from './event-store.ts';

export type StoreResult = 'stored' | 'duplicate' | 'other-shops';

/** An event, with everything that stands or falls with it. */
export interface EventToStore {
  readonly row: NewEvent;
  /** What follows from it. */
  readonly asks: readonly EnqueueExpression[];
  /** The shops that row and jobs were made for. */
  readonly shopIds: readonly string[];
  /** Buyers of the marketplace who are to be forgotten. */
  readonly buyerKeys?: readonly string[];
}

/**
 * Keeps an event byte for byte together with its jobs: one statement, one commit, one round trip. Nothing is written when the
 * marketplace sent it before, or when its shops are not the active ones any more (`other-shops`): then look them up and try again.
 */
export async function storeEvent(
  db: Pick<Database, 'onceAsSystem'>,
  { row, asks, shopIds, buyerKeys = [] }: EventToStore,
): Promise<StoreResult> {
  const [answer] = await db.onceAsSystem<{ is_same: boolean; is_new: boolean }>(sql`
    with shops as (
      select coalesce(array_agg(id order by id), '{}') = ${textArray(shopIds.toSorted())} as is_same
      from shop where platform = ${row.platform} and external_id = ${row.externalShopId} and is_active
    ), fresh as (
      insert into inbound_event (id, tenant_id, platform, shop_id, topic, dedupe_key, body, state, reason, processed_at,
        external_shop_id, hint, waiting_for)
      select ${row.id}, ${row.tenantId}, ${row.platform}, ${row.shopId}, ${row.topic}, ${row.dedupeKey}, ${Buffer.from(row.body)}::bytea,
        ${row.state}, ${row.reason}, case when ${row.state} <> 'pending' then now() end, ${row.externalShopId},
        ${JSON.stringify(row.hint)}::jsonb, ${textArray(row.waitingFor)}
      from shops where is_same
      on conflict (platform, dedupe_key) do nothing
      returning id
    )${buyerKeys.length > 0 ? sql`, ${forgetting(row.platform, buyerKeys)}` : sql``}
    select is_same, exists (select from fresh) as is_new ${sql.join(asks.map((ask) => sql`, (select ${ask.sql}::text from fresh)`))}
    from shops`);
  if (!answer?.is_same) return 'other-shops';
  if (!answer.is_new) return 'duplicate';
  for (const ask of asks) ask.committed();
  return 'stored';
}

/** Somebody who is named again is looked for again. */
const forgetting = (platform: string, buyerKeys: readonly string[]): SQL => sql`
  forgotten as (
    insert into forgotten_buyer (platform, buyer_key) select distinct ${platform}, key from fresh, unnest(${textArray(buyerKeys)}) as key
    on conflict (platform, buyer_key) do update set looked_at = null
  )`;

const textArray = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`;
