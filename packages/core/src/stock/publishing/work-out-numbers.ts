import type { Tx } from '@shopfleet/db';
import { findComponents } from '../../catalog/index.ts';
import { quantityToPublish } from '../publish-quantity.ts';
import { findSkuStock } from '../sku-store.ts';

/** The number to show, or that the claims of guaranteed mode decide it. */
export type WorkedOut = { readonly isGuaranteed: true } | { readonly isGuaranteed: false; readonly quantity: number };

/** What is to be shown of each of these variants now. Those that are made of no SKU are missing. */
export async function workOutNumbers(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<ReadonlyMap<string, WorkedOut>> {
  const components = await findComponents(tx, tenantId, variantIds);
  const stock = await findSkuStock(tx, tenantId, [...new Set([...components.values()].flat().map(({ skuId }) => skuId))]);
  return new Map(
    [...components].map(([variantId, parts]): [string, WorkedOut] => {
      const inputs = parts.flatMap(({ skuId, quantity }) => {
        const sku = stock.get(skuId);
        return sku ? [{ ...sku, perUnit: quantity }] : [];
      });
      if (inputs.some(({ mode }) => mode === 'guaranteed')) return [variantId, { isGuaranteed: true }];
      return [variantId, { isGuaranteed: false, quantity: quantityToPublish(inputs) }];
    }),
  );
}
