import type { Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { sharesOf, slackOf } from '../claims/decide-push.ts';
import { readGroup } from '../claims/read-group.ts';

interface Row extends Record<string, unknown> {
  readonly variant_id: string;
  readonly listing_id: string;
  readonly title: string;
  readonly name: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: string;
  readonly is_publishing: boolean;
  readonly published_quantity: number | null;
  readonly published_at: string | null;
  readonly publish_problem: string;
  readonly seen_quantity: number | null;
  readonly seen_at: string | null;
  readonly is_under_way: boolean;
  readonly is_proved: boolean | null;
  readonly bound: number | null;
  readonly is_edited: boolean;
}

/** How a SKU is published and what every marketplace shows of it, with the age of each number. Throws `NOT_FOUND`. */
export async function viewPublishing(tx: Tx, clock: Clock, tenantId: string, skuId: string) {
  const { rows: skus } = await tx.execute<{ publish_mode: 'mirror' | 'buffered' | 'guaranteed'; buffer: number }>(
    sql`select publish_mode, buffer from sku where tenant_id = ${tenantId} and id = ${skuId}`,
  );
  const sku = skus[0];
  if (!sku) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  const rows = await readVariants(tx, tenantId, skuId);
  const isGuaranteed = sku.publish_mode === 'guaranteed';
  const { group } = isGuaranteed ? await readGroup(tx, clock, tenantId, [skuId]) : { group: undefined };
  const shares = group && sharesOf(group);
  const unclaimed = group ? slackOf(group, skuId) : null;
  const problem = isGuaranteed ? whyNotHeld(rows, unclaimed ?? 0) : undefined;
  const now = clock.now().getTime();
  return {
    skuId,
    publishMode: sku.publish_mode,
    buffer: sku.buffer,
    guarantee: problem === undefined ? ('off' as const) : problem.state,
    guaranteeProblem: problem?.words ?? '',
    unclaimed,
    variants: rows.map((row) => ({
      variantId: row.variant_id,
      listingId: row.listing_id,
      title: row.title,
      variantName: row.name,
      shopId: row.shop_id,
      shopName: row.shop_name,
      platform: row.platform,
      isPublishing: row.is_publishing,
      publishedQuantity: row.published_quantity,
      publishedAt: instant(row.published_at),
      ageSeconds: row.published_at === null ? null : Math.max(0, Math.round((now - new Date(row.published_at).getTime()) / 1_000)),
      isUnderWay: row.is_under_way,
      problem: row.publish_problem,
      seenQuantity: row.seen_quantity,
      seenAt: instant(row.seen_at),
      claimBound: isGuaranteed ? row.bound : null,
      share: shares?.get(row.variant_id) ?? null,
    })),
  };
}

/** The guarantee holds when every marketplace that sells the SKU takes our numbers, has proved its claim, and all claims fit. */
function whyNotHeld(rows: readonly Row[], unclaimed: number): { state: 'settling' | 'held' | 'broken'; words: string } {
  const closed = rows.find((row) => !row.is_publishing);
  if (closed) return { state: 'broken', words: `${closed.shop_name} does not take its stock from here: what it sells cannot be held back` };
  const edited = rows.find((row) => row.is_edited);
  if (edited) return { state: 'broken', words: `Somebody changed the number at ${edited.shop_name}` };
  const refusing = rows.find((row) => row.publish_problem !== '' && !row.is_proved);
  if (refusing) return { state: 'broken', words: `${refusing.shop_name} did not take its share: ${refusing.publish_problem}` };
  if (unclaimed < 0) return { state: 'settling', words: 'More may be sold than is free: shares are being taken back' };
  if (rows.some((row) => !row.is_proved))
    return { state: 'settling', words: 'Waits until every marketplace has its share and older sales were seen' };
  return { state: 'held', words: '' };
}

async function readVariants(tx: Tx, tenantId: string, skuId: string): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select v.id as variant_id, v.listing_id, l.title, v.name, v.shop_id, s.name as shop_name, s.platform,
      s.settings @> '{"isStockPublishOn": true}' and not s.settings @> '{"isOrderSyncOn": false}' as is_publishing,
      v.published_quantity, v.published_at, v.publish_problem, v.seen_quantity, v.seen_at,
      exists (select from stock_push p where p.tenant_id = v.tenant_id and p.variant_id = v.id and p.accepted_at is null) as is_under_way,
      c.is_proved, c.bound,
      exists (select from stock_drift d where d.tenant_id = v.tenant_id and d.variant_id = v.id and d.cause = 'edited-there') as is_edited
    from sku_mapping m
    join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id and v.gone_at is null
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.is_active
    left join stock_claim c on c.tenant_id = v.tenant_id and c.variant_id = v.id and c.mapping_version = v.mapping_version
    where m.tenant_id = ${tenantId} and m.sku_id = ${skuId} order by s.platform, s.name, v.id limit 200`);
  return rows;
}

function instant(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
