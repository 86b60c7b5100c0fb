import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Claim } from './claim.ts';

export interface StoredClaim {
  readonly claim: Claim;
  /** How late the marketplace may list an order: of the push under way. */
  readonly lagSeconds: number;
}

interface ClaimRow extends Record<string, unknown> {
  readonly variant_id: string;
  readonly bound: number;
  readonly expected: number | null;
  readonly is_proved: boolean;
  readonly number: number | null;
  readonly quantity: number | null;
  readonly sent_at: string | null;
  readonly accepted_at: string | null;
  readonly remaining: number | null;
  readonly lag_seconds: number | null;
}

/**
 * Begins a claim for every variant of these SKUs that has none, or has one of another mapping, with what its marketplace shows. The levels
 * of the SKUs must be locked.
 */
export async function beginClaims(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into stock_claim as c (tenant_id, variant_id, bound, expected, is_proved, mapping_version, began_at)
    select distinct v.tenant_id, v.id, greatest(0, v.seen_quantity, v.published_quantity), greatest(0, coalesce(v.seen_quantity, v.published_quantity)),
      false, v.mapping_version, ${clock.now().toISOString()}::timestamptz
    from sku_mapping m
    join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id and v.gone_at is null
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.is_active
    where m.tenant_id = ${tenantId} and m.sku_id = any(${sql.param([...skuIds])}::text[])
      and not exists (select from stock_claim o where o.tenant_id = v.tenant_id and o.variant_id = v.id and o.mapping_version = v.mapping_version)
    on conflict (tenant_id, variant_id) do update set bound = excluded.bound, expected = excluded.expected, is_proved = false,
      mapping_version = excluded.mapping_version, began_at = excluded.began_at`);
}

/** The claims of these variants, as far as they have one of their present mapping. */
export async function loadClaims(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<ReadonlyMap<string, StoredClaim>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await tx.execute<ClaimRow>(sql`
    select c.variant_id, c.bound, c.expected, c.is_proved, p.number, p.quantity, p.sent_at, p.accepted_at, p.remaining, p.lag_seconds
    from stock_claim c
    join listing_variant v on v.tenant_id = c.tenant_id and v.id = c.variant_id and v.mapping_version = c.mapping_version
    left join stock_push p on p.tenant_id = c.tenant_id and p.variant_id = c.variant_id
    where c.tenant_id = ${tenantId} and c.variant_id = any(${sql.param([...new Set(variantIds)])}::text[])`);
  return new Map(rows.map((row) => [row.variant_id, { claim: toClaim(row), lagSeconds: row.lag_seconds ?? 0 }]));
}

function toClaim(row: ClaimRow): Claim {
  const { number, quantity, sent_at, accepted_at, remaining } = row;
  const hasPush = number !== null && quantity !== null && sent_at !== null && remaining !== null;
  return {
    bound: row.bound,
    expected: row.expected ?? undefined,
    isProved: row.is_proved,
    push: hasPush
      ? {
          number,
          quantity,
          sentAtMs: new Date(sent_at).getTime(),
          acceptedAtMs: accepted_at === null ? undefined : new Date(accepted_at).getTime(),
          remaining,
        }
      : undefined,
  };
}

/** Writes claims as an event left them. The levels of their SKUs must be locked. */
export async function saveClaims(tx: Tx, tenantId: string, claims: ReadonlyMap<string, StoredClaim>): Promise<void> {
  if (claims.size === 0) return;
  const rows = [...claims].map(([variant_id, { claim }]) => ({
    variant_id,
    bound: claim.bound,
    expected: claim.expected ?? null,
    is_proved: claim.isProved,
  }));
  await tx.execute(sql`
    update stock_claim c set bound = r.bound, expected = r.expected, is_proved = r.is_proved
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(variant_id text, bound integer, expected integer, is_proved boolean)
    where c.tenant_id = ${tenantId} and c.variant_id = r.variant_id`);
  const pushes = [...claims].flatMap(([variant_id, { claim, lagSeconds }]) =>
    claim.push ? [{ variant_id, ...claim.push, acceptedAtMs: claim.push.acceptedAtMs ?? null, lagSeconds }] : [],
  );
  const gone = [...claims].filter(([, { claim }]) => !claim.push).map(([id]) => id);
  if (gone.length > 0) {
    await tx.execute(sql`delete from stock_push where tenant_id = ${tenantId} and variant_id = any(${sql.param(gone)}::text[])`);
  }
  if (pushes.length === 0) return;
  await tx.execute(sql`
    insert into stock_push (tenant_id, variant_id, number, quantity, sent_at, accepted_at, remaining, lag_seconds)
    select ${tenantId}, r.variant_id, r.number, r.quantity, to_timestamp(r."sentAtMs" / 1000.0), to_timestamp(r."acceptedAtMs" / 1000.0),
      r.remaining, r."lagSeconds"
    from jsonb_to_recordset(${JSON.stringify(pushes)}::jsonb) as r(variant_id text, number integer, quantity integer, "sentAtMs" float8,
      "acceptedAtMs" float8, remaining integer, "lagSeconds" integer)
    on conflict (tenant_id, variant_id) do update set number = excluded.number, quantity = excluded.quantity, sent_at = excluded.sent_at,
      accepted_at = excluded.accepted_at, remaining = excluded.remaining, lag_seconds = excluded.lag_seconds`);
}

/** These variants are not under guarantee any more; a push without an answer is still waited for. */
export async function endClaims(tx: Tx, tenantId: string, skuId: string): Promise<void> {
  const ended = sql`
    select m.variant_id from sku_mapping m where m.tenant_id = ${tenantId} and m.sku_id = ${skuId}
      and not exists (select from sku_mapping o join sku s on s.tenant_id = o.tenant_id and s.id = o.sku_id and s.publish_mode = 'guaranteed'
        where o.tenant_id = m.tenant_id and o.variant_id = m.variant_id and o.sku_id <> ${skuId})`;
  await tx.execute(sql`delete from stock_push where tenant_id = ${tenantId} and accepted_at is not null and variant_id in (${ended})`);
  await tx.execute(sql`delete from stock_claim where tenant_id = ${tenantId} and variant_id in (${ended})`);
}
