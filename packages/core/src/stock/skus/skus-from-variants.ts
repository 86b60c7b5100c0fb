import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { lockMappings } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import { createSkus } from './create-skus.ts';
import { emptySku } from './sku-row.ts';
import { lockSkusByCode } from './sku-store.ts';

export interface VariantOutcome {
  readonly variantId: string;
  readonly isDone: boolean;
  readonly skuId: string | null;
  readonly code: 'NOT_FOUND' | 'CONFLICT' | null;
  readonly message: string;
}

interface VariantRow extends Record<string, unknown> {
  readonly id: string;
  readonly code: string;
  readonly barcode: string | null;
  readonly title: string;
  readonly name: string;
  readonly isMapped: boolean;
}

/**
 * Makes a SKU without units for each of these variants: its code is the seller code, its name the title. The hub then maps every variant
 * with that seller code to it. Each variant succeeds or fails on its own, in the order asked.
 */
export async function skusFromVariants(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; actor: Actor; variantIds: readonly string[] },
): Promise<VariantOutcome[]> {
  const { tenantId, actor, variantIds } = input;
  await lockMappings(tx, tenantId, 'exclusive');
  const variants = new Map((await readVariants(tx, tenantId, variantIds)).map((row) => [row.id, row]));
  const taken = await lockSkusByCode(
    tx,
    tenantId,
    [...variants.values()].map(({ code }) => code),
  );
  const toMake = new Map<string, VariantRow>();
  for (const variantId of variantIds) {
    const variant = variants.get(variantId);
    if (variant && variant.code !== '' && !variant.isMapped && !taken.has(variant.code) && !toMake.has(variant.code))
      toMake.set(variant.code, variant);
  }
  const made = [...toMake.values()];
  const skus = made.map(({ code, barcode, title, name }) => ({ ...emptySku, code, barcode, name: nameOf(title, name), ...without }));
  const ids = await createSkus(tx, deps, { tenantId, actor: `${actor.kind}:${actor.id}`, skus });
  const idOfCode = new Map(made.map(({ code }, at) => [code, ids[at] ?? null]));
  if (ids.length > 0) {
    await announce(tx, deps.clock, tenantId, { topic: 'stock', id: tenantId, what: 'created' });
    const detail = { codes: made.map(({ code }) => code) };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'skus.created', subject: { kind: 'tenant', id: tenantId }, detail });
  }
  return variantIds.map((variantId) => outcomeOf(variantId, variants.get(variantId), idOfCode));
}

const without = { publishMode: 'mirror', buffer: 0, onHand: 0 } as const;

function outcomeOf(variantId: string, variant: VariantRow | undefined, idOfCode: ReadonlyMap<string, string | null>): VariantOutcome {
  const refuse = (code: 'NOT_FOUND' | 'CONFLICT', message: string) => ({ variantId, isDone: false, skuId: null, code, message });
  if (!variant) return refuse('NOT_FOUND', 'There is no such variant');
  if (variant.isMapped) return refuse('CONFLICT', 'This variant is mapped already');
  if (variant.code === '') return refuse('CONFLICT', 'This variant has no seller code: make a SKU by hand and map it');
  const skuId = idOfCode.get(variant.code);
  if (skuId) return { variantId, isDone: true, skuId, code: null, message: '' };
  return refuse('CONFLICT', `There is a SKU with the code ${variant.code} already: map the variant to it`);
}

function nameOf(title: string, variant: string): string {
  return (variant === '' ? title : `${title}, ${variant}`).slice(0, 200).trim();
}

async function readVariants(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<VariantRow[]> {
  const { rows } = await tx.execute<VariantRow>(sql`
    select v.id, left(btrim(v.seller_code), 100) as code, v.barcode, l.title, v.name,
      exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id) as "isMapped"
    from listing_variant v join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    where v.tenant_id = ${tenantId} and v.id = any(${sql.param([...variantIds])}::text[]) order by v.id`);
  return rows;
}
