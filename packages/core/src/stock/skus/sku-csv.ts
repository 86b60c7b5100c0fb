import { skuRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import { csvLines } from '../../edge/index.ts';
import type { SkuRow } from './sku-row.ts';
import { listSkuRows, type SkuFilter } from './sku-store.ts';

type Column = (typeof skuRoutes.skuCsvColumns)[number];

/** Texts are guarded against being run as a formula; the import takes the guard off again. */
const cells: Readonly<Record<Column, (sku: SkuRow) => string | number>> = {
  code: (sku) => sku.code,
  name: (sku) => sku.name,
  barcode: (sku) => sku.barcode ?? '',
  cost: ({ costMinor, costCurrency }) =>
    costMinor === null || costCurrency === null ? '' : formatMoney({ minor: costMinor, currency: costCurrency }),
  currency: (sku) => sku.costCurrency ?? '',
  weight_grams: (sku) => sku.weightGrams ?? '',
  length_mm: (sku) => sku.lengthMm ?? '',
  width_mm: (sku) => sku.widthMm ?? '',
  height_mm: (sku) => sku.heightMm ?? '',
  low_stock_at: (sku) => sku.lowStockAt ?? '',
  safety_stock: (sku) => sku.safetyStock,
  note: (sku) => sku.note,
  on_hand: (sku) => sku.onHand,
};

const pageRows = 500;

/** Every SKU under a filter as CSV that can be imported again, page by page, so that the number does not matter. */
export async function* streamSkusCsv(db: Database, request: { tenantId: string; filter: SkuFilter }): AsyncGenerator<string, void> {
  yield csvLines([skuRoutes.skuCsvColumns]);
  let after: string | undefined;
  do {
    const from = after;
    const rows = await db.asTenant(request.tenantId, (tx) => listSkuRows(tx, { ...request, after: from, limit: pageRows }));
    const shown = rows.slice(0, pageRows);
    if (shown.length > 0) yield csvLines(shown.map((sku) => skuRoutes.skuCsvColumns.map((column) => cells[column](sku))));
    after = rows.length > pageRows ? shown.at(-1)?.code : undefined;
  } while (after !== undefined);
}
