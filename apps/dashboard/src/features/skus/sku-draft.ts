import type { Schemas } from '../../lib/api.ts';

/** What can be written of a SKU. */
export interface SkuDraft {
  readonly code: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly lowStockAt: number | null;
  readonly safetyStock: number;
  readonly note: string;
}

export const draftKeys = [
  'code',
  'name',
  'barcode',
  'cost',
  'weightGrams',
  'lengthMm',
  'widthMm',
  'heightMm',
  'lowStockAt',
  'safetyStock',
  'note',
] as const satisfies readonly (keyof SkuDraft)[];
export type DraftKey = (typeof draftKeys)[number];

export const draftOf = (sku: Schemas['Sku']): SkuDraft => ({
  code: sku.code,
  name: sku.name,
  barcode: sku.barcode,
  cost: sku.cost,
  weightGrams: sku.weightGrams,
  lengthMm: sku.lengthMm,
  widthMm: sku.widthMm,
  heightMm: sku.heightMm,
  lowStockAt: sku.lowStockAt,
  safetyStock: sku.safetyStock,
  note: sku.note,
});

/** What the form's fields say; an empty field is nothing. A comma in an amount is a decimal sign. */
export function readDraft(field: (name: string) => string): SkuDraft {
  const text = (name: string) => field(name).trim();
  const count = (name: string) => (text(name) === '' ? null : Number(text(name)));
  const amount = text('costAmount').replace(',', '.');
  return {
    code: text('code'),
    name: text('name'),
    barcode: text('barcode') || null,
    cost: amount === '' ? null : { amount, currency: text('costCurrency').toUpperCase() },
    weightGrams: count('weightGrams'),
    lengthMm: count('lengthMm'),
    widthMm: count('widthMm'),
    heightMm: count('heightMm'),
    lowStockAt: count('lowStockAt'),
    safetyStock: count('safetyStock') ?? 0,
    note: text('note'),
  };
}

/** Amounts are the same however many zeros they end with. */
function isSame(a: SkuDraft[DraftKey], b: SkuDraft[DraftKey]): boolean {
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
    return a.currency === b.currency && Number(a.amount) === Number(b.amount);
  }
  return a === b;
}

/** The fields in which two drafts differ. */
export function differences(a: SkuDraft, b: SkuDraft): readonly DraftKey[] {
  return draftKeys.filter((key) => !isSame(a[key], b[key]));
}

/** Only what a person changed: what somebody else changed meanwhile stays. */
export function changedOnly(before: SkuDraft, after: SkuDraft): Partial<SkuDraft> {
  return Object.fromEntries(differences(before, after).map((key) => [key, after[key]]));
}
