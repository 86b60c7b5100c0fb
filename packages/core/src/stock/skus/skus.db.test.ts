import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildListing, buildVariant, type CatalogWorld, createCatalogWorld } from '../../catalog/test/catalog-world.ts';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { otherTenantId } from '../../orders/test/order-world.ts';

interface Sku {
  readonly id: string;
  readonly code: string;
  readonly onHand: number;
  readonly version: number;
  readonly isLow: boolean;
}
interface Import {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly isApplied: boolean;
  readonly errorCount: number;
  readonly errors: readonly { line: number; field: string; code: string }[];
}

let catalog: CatalogWorld;
beforeAll(async () => {
  catalog = await createCatalogWorld();
});
afterAll(() => catalog[Symbol.asyncDispose]());

const importCsv = (text: string, query = '') => catalog.call<Import>('POST', `/api/skus/import${query}`, text);

describe('one SKU', () => {
  test('is made with all its fields, shown, and changed only by whoever saw the last version', async () => {
    const made = await catalog.call<Sku>('POST', '/api/skus', {
      code: 'ONE',
      name: 'One',
      cost: { amount: '4.20', currency: 'USD' },
      weightGrams: 180,
      lowStockAt: 5,
      onHand: 4,
      note: 'shelf 3',
    });
    expect(made).toMatchObject({ status: 201, body: { cost: { amount: '4.20' }, weightGrams: 180, ats: 4, isLow: true, version: 1 } });
    const { id } = made.body;
    const read = await catalog.call<{ sku: Sku }>('GET', `/api/skus/${id}`);
    expect([read.headers.get('etag'), read.body.sku]).toEqual(['"1"', made.body]);

    const changed = await catalog.call('PATCH', `/api/skus/${id}`, { cost: null, lowStockAt: 2 }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { cost: null, lowStockAt: 2, isLow: false, note: 'shelf 3', version: 2 } });
    expect((await catalog.call('PATCH', `/api/skus/${id}`, { name: 'late' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await catalog.call('PATCH', `/api/skus/${id}`, { name: 'x' }, {}, otherTenantId)).status).toBe(404);
    await catalog.call('POST', '/api/skus', { code: 'OTHER' });
    expect((await catalog.call('PATCH', `/api/skus/${id}`, { code: 'OTHER' })).status).toBe(409);
  });

  test('a new code maps the variants that carry it, and what waited for them is reserved', async () => {
    await catalog.importPage(buildListing({ externalId: 's1', variants: [buildVariant({ externalId: 's1-v', sellerCode: 'LATER' })] }));
    const line = buildLine({ externalId: 's1-l', externalProductId: 's1', externalVariantId: 's1-v', sellerCode: 'LATER', quantity: 2 });
    await catalog.world.importAll(buildOrder({ externalId: '8001', lines: [line] }));
    await catalog.world.makeSku('BEFORE', 5);
    await catalog.call('PATCH', `/api/skus/${await catalog.skuId('BEFORE')}`, { code: 'LATER' });
    expect(await catalog.world.levels()).toMatchObject({ LATER: '5/2' });
  });

  test('goes only when nothing hangs on it: deleted if unused, else archived, and each refusal says why', async () => {
    const at = async (code: string) => `/api/skus/${await catalog.skuId(code)}`;
    expect(await catalog.call('DELETE', await at('LATER'))).toMatchObject({ status: 409, body: { message: /still has 5 units/ } });
    await catalog.call('POST', '/api/skus', { code: 'EMPTY' });
    await catalog.importPage(buildListing({ externalId: 's2', variants: [buildVariant({ externalId: 's2-v', sellerCode: 'EMPTY' })] }));
    expect(await catalog.call('POST', `${await at('EMPTY')}/archive`)).toMatchObject({
      status: 409,
      body: { message: /1 listing variants/ },
    });
    await catalog.call('DELETE', `/api/mappings/${await catalog.variantId('s2-v')}`);
    const path = await at('EMPTY');
    expect(await catalog.call('POST', `${path}/archive`)).toMatchObject({ status: 200, body: { isArchived: true } });
    expect((await catalog.call<{ items: Sku[] }>('GET', '/api/skus?q=EMPTY')).body.items).toEqual([]);
    expect(await catalog.call('POST', `${path}/restore`)).toMatchObject({ status: 200, body: { isArchived: false } });
    expect((await catalog.call('DELETE', path)).status).toBe(204);
    expect((await catalog.call('GET', path)).status).toBe(404);
  });

  test('what was counted once can be archived but not deleted: the ledger is never rewritten', async () => {
    await catalog.world.makeSku('COUNTED', 3);
    const skuId = await catalog.skuId('COUNTED');
    await catalog.world.db.query(`update stock_level set on_hand = 0 where sku_id = $1`, [skuId]);
    expect(await catalog.call('DELETE', `/api/skus/${skuId}`)).toMatchObject({ status: 409, body: { message: /archive it instead/ } });
    await catalog.world.db.query(`update stock_level set on_hand = 3 where sku_id = $1`, [skuId]);
  });
});

describe('the list', () => {
  test('is filtered by text, stock, state and mapping, page by page', async () => {
    const codes = async (query: string) => {
      const { body } = await catalog.call<{ items: Sku[] }>('GET', `/api/skus?${query}`);
      return body.items.map(({ code }) => code);
    };
    expect(await codes('q=one')).toEqual(['ONE']);
    const one = await catalog.call<{ items: { daysOfCover: number | null }[] }>('GET', '/api/skus?q=one');
    expect(one.body.items).toMatchObject([{ code: 'ONE', daysOfCover: null }]);
    expect(await codes('stock=out')).toContain('OTHER');
    expect(await codes('stock=low')).toEqual([]);
    expect(await codes('isMapped=true')).toEqual(['LATER']);
    expect(await codes('limit=2')).toHaveLength(2);
  });
});

describe('import and export', () => {
  test('what is exported can be imported: nothing changes; formulas stay text', async () => {
    await catalog.call('POST', '/api/skus', { code: '=cmd|x', name: '+1 "quoted", two\nlines', cost: { amount: '1.5', currency: 'USD' } });
    const { body, headers } = await catalog.call<string>('GET', '/api/skus?format=csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(body).toContain("'=cmd|x");
    const again = await importCsv(body);
    expect(again.body).toMatchObject({ created: 0, changed: 0, rejected: 0, isApplied: true });
    expect(again.body.unchanged).toBeGreaterThan(3);
  });

  test('a dry run says what would happen and writes nothing; one bad line stops all, or only itself', async () => {
    const file = 'code,name,weight_grams,on_hand\nNEW-1,New,10,7\nONE,Changed,,99\nBAD,Bad,heavy,1\n';
    const dry = await importCsv(file, '?dryRun=true');
    expect(dry.body).toMatchObject({ created: 1, changed: 1, rejected: 1, isApplied: false, errorCount: 1 });
    expect(dry.body.errors).toMatchObject([{ line: 4, field: 'weight_grams', code: 'not_a_number' }]);
    expect((await importCsv(file)).body).toMatchObject({ isApplied: false });
    expect((await catalog.call<{ items: Sku[] }>('GET', '/api/skus?q=NEW-1')).body.items).toEqual([]);

    expect((await importCsv(file, '?onError=skip')).body).toMatchObject({ isApplied: true, created: 1, changed: 1 });
    const { body } = await catalog.call<{ items: Sku[] }>('GET', '/api/skus?q=NEW-1');
    expect(body.items).toMatchObject([{ onHand: 7, weightGrams: 10 }]);
    // The file's count is taken for new SKUs only.
    expect(await catalog.world.levels()).toMatchObject({ ONE: '4/0' });
    expect((await importCsv(file, '?onError=skip')).body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await catalog.world.broken()).toEqual([]);
  });

  test('a file of another kind is refused', async () => {
    expect((await catalog.call('POST', '/api/skus/import', 'code\nx', { 'content-type': 'application/pdf' })).status).toBe(415);
  });

  test('10,000 lines take seconds, a line in ten of them wrong, and the same file again changes nothing', async () => {
    const line = (at: number) =>
      `L-${at},Barang nomor ${at},${8_000_000_000_000 + at},${at % 10 === 3 ? 'x' : '12.50'},USD,${at % 500},,,,5,1,,${at % 40}`;
    const heading = 'code,name,barcode,cost,currency,weight_grams,length_mm,width_mm,height_mm,low_stock_at,safety_stock,note,on_hand';
    const file = [heading, ...Array.from({ length: 10_000 }, (_, at) => line(at))].join('\n');
    const startedAt = performance.now();
    const first = await importCsv(file, '?onError=skip');
    const seconds = (performance.now() - startedAt) / 1_000;
    expect(first.body).toMatchObject({ lines: 10_000, created: 9_000, rejected: 1_000, errorCount: 1_000, isApplied: true });
    expect(seconds).toBeLessThan(15);
    expect((await importCsv(file, '?onError=skip')).body).toMatchObject({ created: 0, changed: 0, unchanged: 9_000 });
    const changedFile = file.replaceAll('Barang nomor', 'Barang no.');
    expect((await importCsv(changedFile, '?onError=skip')).body).toMatchObject({ changed: 9_000 });
    expect(await catalog.world.broken()).toEqual([]);
  });
});

test('SKUs are made from variants: once for each seller code, and each refusal says why', async () => {
  const variants = ['MUG-1', 'MUG-1', '', 'ONE'].map((sellerCode, at) =>
    buildVariant({ externalId: `f1-${at}`, sellerCode, name: `V${at}` }),
  );
  await catalog.importPage(buildListing({ externalId: 'f1', title: 'Mug', variants }));
  const variantIds = await Promise.all(variants.map(({ externalId }) => catalog.variantId(externalId)));
  const made = await catalog.call<{ results: { isDone: boolean; message: string }[] }>('POST', '/api/skus/from-variants', {
    variantIds: [...variantIds, 'var_none'],
  });
  expect(made.body.results.map(({ isDone }) => isDone)).toEqual([true, true, false, false, false]);
  expect(made.body.results[2]?.message).toContain('no seller code');
  const detail = await catalog.call<{ sku: { name: string; variants: number }; uses: unknown[] }>(
    'GET',
    `/api/skus/${await catalog.skuId('MUG-1')}`,
  );
  expect(detail.body).toMatchObject({ sku: { name: 'Mug, V0', variants: 2 } });
  expect(detail.body.uses).toHaveLength(2);
});
