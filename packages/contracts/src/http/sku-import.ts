import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, json } from './conventions.ts';

const tag = 'SKUs';
const wholeNumber = z.number().int();

/** The columns of the CSV. `code` finds the SKU; a column that is not there leaves the field alone, an empty cell empties it. */
export const skuCsvColumns = [
  'code',
  'name',
  'barcode',
  'cost',
  'currency',
  'weight_grams',
  'length_mm',
  'width_mm',
  'height_mm',
  'low_stock_at',
  'safety_stock',
  'note',
  'on_hand',
] as const;
export const skuImportSchema = z
  .object({
    isDryRun: z.boolean(),
    lines: wholeNumber,
    created: wholeNumber,
    changed: wholeNumber,
    unchanged: wholeNumber,
    /** Lines with at least one error. */
    rejected: wholeNumber,
    /** False when errors stopped all of it: nothing was written. */
    isApplied: z.boolean(),
    /** The first 1,000. `line` counts as a spreadsheet does: the heading is line 1. */
    errors: z.array(z.object({ line: wholeNumber, field: z.string(), code: z.string(), message: z.string() })),
    errorCount: wholeNumber,
  })
  .openapi('SkuImport', {
    example: {
      isDryRun: true,
      lines: 10_000,
      created: 120,
      changed: 4,
      unchanged: 9_875,
      rejected: 1,
      isApplied: false,
      errors: [{ line: 17, field: 'cost', code: 'invalid_amount', message: '"12,5O" is not an amount such as 12.50' }],
      errorCount: 1,
    },
  });
export const importSkus = defineRoute({
  method: 'post',
  path: '/api/skus/import',
  tag,
  summary: `Make and change SKUs from CSV (${skuCsvColumns.join(', ')}); first line is the heading, at most 20,000 lines, 5 MB`,
  access: 'stock:write',
  limit: 'upload',
  request: {
    query: z.object({
      /** Only says what would happen. */
      dryRun: booleanQuery.default(false),
      /** `stop`: one bad line and nothing is written. `skip`: the good lines are. */
      onError: z.enum(['stop', 'skip']).default('stop'),
    }),
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: { 200: json(skuImportSchema, 'What happened, or would') },
});
