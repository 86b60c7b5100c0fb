import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { announce } from '../../edge/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import { createSkus, type SkuToMake } from './create-skus.ts';
import { emptySku } from './sku-row.ts';

export type NewSku = { readonly tenantId: string; readonly actor: string } & Pick<SkuToMake, 'code'> & Partial<Omit<SkuToMake, 'code'>>;

/**
 * Makes a SKU with its first count, maps the variants with the same seller code or barcode to it, and turns what was pending for
 * them into real reservations. Throws `CONFLICT` when the code is taken.
 */
export async function createSku(tx: Tx, deps: StockDeps, { tenantId, actor, ...sku }: NewSku): Promise<string> {
  const made: SkuToMake = { ...emptySku, publishMode: 'mirror', buffer: 0, onHand: 0, ...sku };
  const [skuId] = await createSkus(tx, deps, { tenantId, actor, skus: [made] });
  if (skuId === undefined) throw new HubError('INTERNAL_ERROR');
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: skuId, what: 'created' });
  return skuId;
}
