import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { wordsOf } from '../../catalog/index.ts';
import type { SkuFields, SkuRow } from './sku-row.ts';

/** The stock of one SKU over all locations, as `l`. */
const stockOfSku = sql`lateral (
  select coalesce(sum(v.on_hand), 0)::int as on_hand, coalesce(sum(v.reserved), 0)::int as reserved,
    coalesce(sum(v.promo_held), 0)::int as promo_held
  from stock_level v where v.tenant_id = s.tenant_id and v.sku_id = s.id) l`;
const ats = sql`(l.on_hand - l.reserved - l.promo_held - s.safety_stock)`;

function selectSkus(where: SQL, order: SQL): SQL {
  return sql`
    select s.id, s.code, s.name, s.barcode, s.cost_minor::float8 as "costMinor", s.cost_currency as "costCurrency",
      s.weight_grams as "weightGrams", s.length_mm as "lengthMm", s.width_mm as "widthMm", s.height_mm as "heightMm",
      s.low_stock_at as "lowStockAt", s.safety_stock as "safetyStock", s.note, s.publish_mode as "publishMode", s.buffer, s.version,
      s.archived_at is not null as "isArchived", s.updated_at as "updatedAt",
      l.on_hand as "onHand", l.reserved, l.promo_held as "promoHeld",
      (select coalesce(sum(f.quantity), 0)::int from shortfall f
        where f.tenant_id = s.tenant_id and f.sku_id = s.id and f.resolved_at is null) as shortfall,
      (select count(*)::int from sku_mapping m where m.tenant_id = s.tenant_id and m.sku_id = s.id) as variants,
      (select p.sha256 from sku_mapping m
        join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id
        join listing_picture p on p.tenant_id = v.tenant_id and p.listing_id = v.listing_id
          and (p.key = v.picture_key or p.place = 0) and p.sha256 is not null
        where m.tenant_id = s.tenant_id and m.sku_id = s.id
        order by (p.key = v.picture_key) desc nulls last, v.id limit 1) as picture
    from sku s join ${stockOfSku} on true
    where ${where} ${order}`;
}

export async function findSku(tx: Tx, tenantId: string, skuId: string): Promise<SkuRow | undefined> {
  const { rows } = await tx.execute<SkuRow>(selectSkus(sql`s.tenant_id = ${tenantId} and s.id = ${skuId}`, sql``));
  return rows[0];
}

export interface SkuFilter {
  readonly q?: string | undefined;
  readonly state: 'active' | 'archived' | 'all';
  readonly stock?: 'low' | 'out' | 'short' | undefined;
  readonly isMapped?: boolean | undefined;
}

/** SKUs by code, one more than `limit` when there are more. `after` is a code. */
export async function listSkuRows(
  tx: Tx,
  input: { tenantId: string; filter: SkuFilter; after: string | undefined; limit: number },
): Promise<SkuRow[]> {
  const after = input.after === undefined ? sql`` : sql`and s.code > ${input.after}`;
  const { rows } = await tx.execute<SkuRow>(
    selectSkus(sql`s.tenant_id = ${input.tenantId} ${filtered(input.filter)} ${after}`, sql`order by s.code limit ${input.limit + 1}`),
  );
  return rows;
}

function filtered({ q, state, stock, isMapped }: SkuFilter): SQL {
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const mapping = sql`exists (select from sku_mapping m where m.tenant_id = s.tenant_id and m.sku_id = s.id)`;
  const conditions = [
    ...(q ? [sql`and (s.code ilike ${pattern} or s.name ilike ${pattern} or s.barcode ilike ${pattern})`] : []),
    ...(state === 'all' ? [] : [state === 'active' ? sql`and s.archived_at is null` : sql`and s.archived_at is not null`]),
    ...(stock === 'low' ? [sql`and ${ats} <= s.low_stock_at`] : []),
    ...(stock === 'out' ? [sql`and ${ats} <= 0`] : []),
    ...(stock === 'short'
      ? [sql`and exists (select from shortfall f where f.tenant_id = s.tenant_id and f.sku_id = s.id and f.resolved_at is null)`]
      : []),
    ...(isMapped === undefined ? [] : [isMapped ? sql`and ${mapping}` : sql`and not ${mapping}`]),
  ];
  return sql.join(conditions, sql` `);
}

export interface StoredSku extends SkuFields {
  readonly id: string;
  readonly version: number;
  readonly isArchived: boolean;
}

/** The fields of SKUs by code, locked; those that are not there are left out. */
export async function lockSkusByCode(tx: Tx, tenantId: string, codes: readonly string[]): Promise<ReadonlyMap<string, StoredSku>> {
  const { rows } = await tx.execute<StoredSku & Record<string, unknown>>(sql`
    ${selectFields} where tenant_id = ${tenantId} and code = any(${sql.param([...codes])}::text[]) order by id for update`);
  return new Map(rows.map((row) => [row.code, row]));
}

export async function lockSku(tx: Tx, tenantId: string, skuId: string): Promise<StoredSku | undefined> {
  const { rows } = await tx.execute<StoredSku & Record<string, unknown>>(sql`
    ${selectFields} where tenant_id = ${tenantId} and id = ${skuId} for update`);
  return rows[0];
}

const selectFields = sql`
  select id, code, name, barcode, cost_minor::float8 as "costMinor", cost_currency as "costCurrency", weight_grams as "weightGrams",
    length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", low_stock_at as "lowStockAt",
    safety_stock as "safetyStock", note, version, archived_at is not null as "isArchived"
  from sku`;

export type InsertedSku = SkuFields & { readonly id: string; readonly publishMode: string; readonly buffer: number };

const recordOfFields = sql`id text, code text, name text, barcode text, "costMinor" bigint, "costCurrency" text, "weightGrams" integer,
  "lengthMm" integer, "widthMm" integer, "heightMm" integer, "lowStockAt" integer, "safetyStock" integer, note text`;

export async function insertSkus(tx: Tx, tenantId: string, skus: readonly InsertedSku[], at: Date): Promise<void> {
  await tx.execute(sql`
    insert into sku (tenant_id, id, code, name, barcode, cost_minor, cost_currency, weight_grams, length_mm, width_mm, height_mm,
      low_stock_at, safety_stock, note, publish_mode, buffer, created_at, updated_at)
    select ${tenantId}, r.id, r.code, r.name, r.barcode, r."costMinor", r."costCurrency", r."weightGrams", r."lengthMm", r."widthMm",
      r."heightMm", r."lowStockAt", r."safetyStock", r.note, r."publishMode", r.buffer, ${at.toISOString()}, ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) as r(${recordOfFields}, "publishMode" text, buffer integer)`);
  await writeWords(tx, tenantId, skus);
}

/** Writes every field of these SKUs; their versions rise. */
export async function updateSkus(
  tx: Tx,
  tenantId: string,
  skus: readonly (SkuFields & { readonly id: string })[],
  at: Date,
): Promise<void> {
  if (skus.length === 0) return;
  await tx.execute(sql`
    update sku s set code = r.code, name = r.name, barcode = r.barcode, cost_minor = r."costMinor", cost_currency = r."costCurrency",
      weight_grams = r."weightGrams", length_mm = r."lengthMm", width_mm = r."widthMm", height_mm = r."heightMm",
      low_stock_at = r."lowStockAt", safety_stock = r."safetyStock", note = r.note, version = version + 1, updated_at = ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) as r(${recordOfFields})
    where s.tenant_id = ${tenantId} and s.id = r.id`);
  const ids = skus.map(({ id }) => id);
  await tx.execute(sql`delete from sku_word where tenant_id = ${tenantId} and sku_id = any(${sql.param(ids)}::text[])`);
  await writeWords(tx, tenantId, skus);
}

async function writeWords(tx: Tx, tenantId: string, skus: readonly { id: string; code: string; name: string }[]): Promise<void> {
  const rows = skus.flatMap(({ id, code, name }) => wordsOf(`${code} ${name}`).map((word) => ({ id, word })));
  await tx.execute(sql`
    insert into sku_word (tenant_id, word, sku_id)
    select ${tenantId}, r.word, r.id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, word text)`);
}
