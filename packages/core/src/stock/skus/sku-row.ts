import type { skuRoutes } from '@shopfleet/contracts';
import { formatMoney } from '@shopfleet/kernel';
import type { z } from 'zod';
import { pictureAddress } from '../../catalog/index.ts';
import { atsOf, type PublishInput } from '../publish-quantity.ts';

/** What the seller keeps of a SKU. Weights in grams, sizes in millimetres, the cost in minor units. */
export interface SkuFields {
  readonly code: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly costMinor: number | null;
  readonly costCurrency: string | null;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly lowStockAt: number | null;
  readonly safetyStock: number;
  readonly note: string;
}

export const emptySku: Omit<SkuFields, 'code'> = {
  name: '',
  barcode: null,
  costMinor: null,
  costCurrency: null,
  weightGrams: null,
  lengthMm: null,
  widthMm: null,
  heightMm: null,
  lowStockAt: null,
  safetyStock: 0,
  note: '',
};

/** A row of `sku` with its stock, as the store reads it. */
export interface SkuRow extends SkuFields, Record<string, unknown> {
  readonly id: string;
  readonly publishMode: PublishInput['mode'];
  readonly buffer: number;
  readonly isArchived: boolean;
  readonly onHand: number;
  readonly reserved: number;
  readonly promoHeld: number;
  readonly shortfall: number;
  readonly variants: number;
  readonly picture: string | null;
  readonly version: number;
  readonly updatedAt: string;
}

export function toSku(row: SkuRow): z.infer<typeof skuRoutes.skuSchema> {
  const { costMinor, costCurrency, picture, promoHeld: _promoHeld, ...rest } = row;
  const ats = atsOf(row);
  const cost = costMinor === null || costCurrency === null ? null : { minor: costMinor, currency: costCurrency };
  return {
    ...rest,
    cost: cost && { amount: formatMoney(cost), currency: cost.currency },
    ats,
    isLow: row.lowStockAt !== null && ats <= row.lowStockAt,
    pictureUrl: pictureAddress(picture),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
