import { skuRoutes } from '@shopfleet/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLines } from '../../edge/index.ts';
import { readSkuCsv } from './read-sku-csv.ts';

const number = (max: number) => fc.option(fc.nat(max), { nil: null });
/** Any text a person may have typed, also what a spreadsheet would run; without outer blanks, which are never kept. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ maxLength, unit: 'binary' }),
      fc.constantFrom('=1+1', '+62 811', "'=quoted", '-5', '@home', 'a,b;c\t"d"', 'dua\nbaris'),
    )
    .map((value) =>
      value
        .replaceAll(/[\0\r]/g, '')
        .toWellFormed()
        .trim(),
    )
    .filter((value) => value.length <= maxLength);
const skus = fc.uniqueArray(
  fc.record({
    code: text(40).filter((code) => code !== ''),
    name: text(60),
    barcode: text(20),
    cost: fc.option(fc.nat(10_000_000), { nil: null }),
    weight: number(10_000_000),
    low: number(1_000_000),
    safety: fc.nat(1_000_000),
    note: text(80),
    onHand: fc.nat(10_000_000),
  }),
  { selector: ({ code }) => code, maxLength: 20 },
);
type Sku = { code: string; cost: number | null };

test('whatever a SKU holds, the file that it is written to says the same when it is read', () => {
  fc.assert(
    fc.property(skus, (all) => {
      const rows = all.map((sku) => [
        sku.code,
        sku.name,
        sku.barcode,
        sku.cost === null ? '' : (sku.cost / 100).toFixed(2),
        sku.cost === null ? '' : 'USD',
        sku.weight ?? '',
        '',
        '',
        '',
        sku.low ?? '',
        sku.safety,
        sku.note,
        sku.onHand,
      ]);
      const { lines, errors, count } = readSkuCsv(csvLines([skuRoutes.skuCsvColumns, ...rows]));
      expect([errors, count]).toEqual([[], all.length]);
      expect(lines.map(({ fields, onHand }) => ({ ...fields, onHand }))).toEqual(
        all.map((sku) => ({
          code: sku.code,
          name: sku.name,
          barcode: sku.barcode === '' ? null : sku.barcode,
          costMinor: sku.cost,
          costCurrency: costOf(sku),
          weightGrams: sku.weight,
          lengthMm: null,
          widthMm: null,
          heightMm: null,
          lowStockAt: sku.low,
          safetyStock: sku.safety,
          note: sku.note,
          onHand: sku.onHand,
        })),
      );
    }),
  );
});

const costOf = ({ cost }: Sku) => (cost === null ? null : 'USD');

test('nothing in a file makes the reader fail: every line is read or named', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 15 }), { maxLength: 10 }), (cells) => {
      const file = `code,name,cost,currency,weight_grams\n${cells.map((row) => row.join(',')).join('\n')}`;
      const { lines, errors, count } = readSkuCsv(file);
      const named = new Set(errors.map(({ line }) => line)).size;
      if (count > 0) expect(lines.length + named).toBeGreaterThanOrEqual(Math.min(1, count));
      expect(lines.length).toBeLessThanOrEqual(count);
    }),
  );
});

test('errors name line, field and what is wrong', () => {
  const file = [
    'Code;Name;Cost;Currency;Weight grams;Safety stock',
    'A-1;Good;12.50;usd;180;2',
    ';No code;;;;',
    'A-2;Bad cost;12,5O;USD;;',
    'A-3;No currency;5;;;',
    'A-4;Bad weight;;;12kg;',
    'A-1;Again;;;;',
    `${'x'.repeat(101)};Long;;;;`,
    'A-5;Too many;;;;;x',
    'A-6;Too much;;;;9999999',
  ].join('\r\n');
  const { lines, errors } = readSkuCsv(file);
  expect(lines).toEqual([
    {
      line: 2,
      onHand: 0,
      fields: { code: 'A-1', name: 'Good', costMinor: 1_250, costCurrency: 'USD', weightGrams: 180, safetyStock: 2 },
    },
  ]);
  expect(errors.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
    '3 code required',
    '4 cost invalid_amount',
    '5 currency invalid_currency',
    '6 weight_grams not_a_number',
    '7 code duplicate',
    '8 code too_long',
    '9  too_many_cells',
    '10 safety_stock out_of_range',
  ]);
});

test.each([
  ['name\nx', 'no_heading'],
  ['code,code\na,b', 'column_twice'],
  ['code,cost\na,1', 'no_currency'],
  ['code\n"a', 'unreadable'],
  [`code\n${Array.from({ length: 20_001 }, (_, at) => `c${at}`).join('\n')}`, 'too_many_lines'],
])('a file that is no list of SKUs is refused as one: %#', (file, code) => {
  expect(readSkuCsv(file)).toMatchObject({ lines: [], errors: [{ code }] });
});
