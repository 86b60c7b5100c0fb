import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { type DriftCause, explainDrift } from './classify-drift.ts';
import { readKnown } from './read-known.ts';

export interface ConflictRow extends Record<string, unknown> {
  readonly variant_id: string;
  readonly title: string;
  readonly name: string;
  readonly seller_code: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: string;
  readonly sku_id: string | null;
  readonly sku_code: string | null;
  readonly sku_name: string | null;
  readonly units: number;
  readonly parts: number;
  readonly drift_seen: number;
  readonly cause: DriftCause;
  readonly first_seen_at: string;
  readonly looked_at: string;
  readonly published_quantity: number | null;
  readonly published_at: string | null;
  readonly publish_problem: string;
}

export interface ConflictFilter {
  readonly shopId?: string | undefined;
  readonly cause?: DriftCause | undefined;
  readonly skuId?: string | undefined;
}

/** Differences, those known longest first; `after` is the key of the last one shown. */
export async function listConflictRows(
  tx: Tx,
  input: { tenantId: string; filter: ConflictFilter; after: readonly [string, string] | undefined; limit: number },
): Promise<ConflictRow[]> {
  const { tenantId, filter, after } = input;
  const { shopId, cause, skuId } = filter;
  const { rows } = await tx.execute<ConflictRow>(sql`
    select d.variant_id, l.title, v.name, v.seller_code, v.shop_id, s.name as shop_name, s.platform, k.id as sku_id, k.code as sku_code,
      k.name as sku_name, coalesce(m.quantity, 0) as units, coalesce(m.parts, 0)::int as parts, d.seen_quantity as drift_seen, d.cause,
      d.first_seen_at, d.looked_at, v.published_quantity, v.published_at, v.publish_problem
    from stock_drift d
    join listing_variant v on v.tenant_id = d.tenant_id and v.id = d.variant_id and v.gone_at is null
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.is_active
    left join lateral (select min(m.sku_id) as sku_id, max(m.quantity) as quantity, count(*) as parts from sku_mapping m
      where m.tenant_id = d.tenant_id and m.variant_id = d.variant_id) m on true
    left join sku k on k.tenant_id = d.tenant_id and k.id = m.sku_id
    where d.tenant_id = ${tenantId}
      ${shopId === undefined ? sql`` : sql`and v.shop_id = ${shopId}`}
      ${cause === undefined ? sql`` : sql`and d.cause = ${cause}`}
      ${skuId === undefined ? sql`` : sql`and exists (select from sku_mapping o where o.tenant_id = d.tenant_id and o.variant_id = d.variant_id and o.sku_id = ${skuId})`}
      ${after === undefined ? sql`` : sql`and (d.first_seen_at, d.variant_id) > (${after[0]}::timestamptz, ${after[1]})`}
    order by d.first_seen_at, d.variant_id limit ${input.limit + 1}`);
  return rows;
}

export async function countConflicts(tx: Tx, tenantId: string): Promise<Record<DriftCause, number>> {
  const { rows } = await tx.execute<{ cause: DriftCause; n: number }>(
    sql`select cause, count(*)::int as n from stock_drift where tenant_id = ${tenantId} group by cause`,
  );
  const none = { 'edited-there': 0, 'under-way': 0, refused: 0, promotion: 0, silent: 0, unknown: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ cause, n }) => [cause, n])) };
}

/** Theirs, published, and ours side by side, as the API shows them. */
export async function toConflicts(tx: Tx, tenantId: string, rows: readonly ConflictRow[]) {
  const known = new Map(
    (await readKnown(tx, tenantId, { variantIds: rows.map((row) => row.variant_id) })).map((one) => [one.variantId, one]),
  );
  return new Map(
    rows.map((row) => {
      const now = known.get(row.variant_id);
      const ours = now?.ours ?? 0;
      const words = { seen: row.drift_seen, published: row.published_quantity, ours, problem: row.publish_problem };
      const isBundle = row.parts > 1 || row.units > 1;
      const conflict = {
        variantId: row.variant_id,
        title: row.title,
        variantName: row.name,
        sellerCode: row.seller_code,
        shopId: row.shop_id,
        shopName: row.shop_name,
        platform: row.platform,
        sku: row.sku_id === null ? null : { id: row.sku_id, code: row.sku_code ?? '', name: row.sku_name ?? '', isBundle },
        seenQuantity: row.drift_seen,
        seenAt: new Date(row.looked_at).toISOString(),
        publishedQuantity: row.published_quantity,
        publishedAt: row.published_at === null ? null : new Date(row.published_at).toISOString(),
        oursQuantity: ours,
        cause: row.cause,
        explanation: explainDrift(row.cause, { ...words, isPublishing: now?.isPublishing ?? false }),
        canTakeTheirs: row.sku_id !== null && !isBundle && now?.isGuaranteed === false,
        firstSeenAt: new Date(row.first_seen_at).toISOString(),
      };
      return [row.variant_id, conflict] as const;
    }),
  );
}
