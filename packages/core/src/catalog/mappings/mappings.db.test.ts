import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { otherTenantId } from '../../orders/test/order-world.ts';
import { buildListing, buildVariant, type CatalogWorld, createCatalogWorld } from '../test/catalog-world.ts';

interface Queue {
  readonly total: number;
  readonly nextCursor: string | null;
  readonly items: readonly {
    readonly variantId: string;
    readonly mappingVersion: number;
    readonly waitingUnits: number;
    readonly suggestions: readonly { skuId: string; skuCode: string; score: number; why: { kind: string }[] }[];
  }[];
}
interface Mapped {
  readonly mapping: { components: { skuCode: string; quantity: number }[]; isBundle: boolean; origin: string } | null;
  readonly mappingVersion: number;
  readonly changeId: string;
}
interface Batch {
  readonly batchId: string;
  readonly done: number;
  readonly failed: number;
  readonly results: readonly { variantId: string; isDone: boolean; code: string | null; message: string; changeId: string | null }[];
}

let catalog: CatalogWorld;
beforeAll(async () => {
  catalog = await createCatalogWorld();
});
afterAll(() => catalog[Symbol.asyncDispose]());

const reservations = (variant: string) =>
  catalog.world.db.query<{ state: string; code: string | null; quantity: number }>(
    `select r.state, s.code, r.quantity from reservation r left join sku s on s.id = r.sku_id join listing_variant v on v.id = r.variant_id
     where v.external_id = $1 and r.state in ('open', 'short', 'pending') order by s.code`,
    [variant],
  );
const oneListing = (id: string, sellerCode = '', more: Partial<Parameters<typeof buildVariant>[0]> = {}) =>
  buildListing({ externalId: id, variants: [buildVariant({ externalId: `${id}-v`, sellerCode, ...more })] });
const order = (id: string, variant: string, quantity: number) =>
  buildOrder({
    externalId: id,
    lines: [
      buildLine({
        externalId: `${id}-1`,
        externalProductId: variant.replace('-v', ''),
        externalVariantId: variant,
        sellerCode: '',
        quantity,
      }),
    ],
  });

describe('what the hub maps by itself', () => {
  test('the same seller code first, then a barcode that one SKU alone has', async () => {
    await catalog.world.makeSku('AUTO-1', 5);
    await catalog.call('POST', '/api/skus', { code: 'AUTO-2', barcode: '8991000000012' });
    await catalog.importPage(oneListing('a1', 'AUTO-1'), oneListing('a2', 'something', { barcode: '8991000000012' }));
    const rows = await catalog.world.db.query<{ variant: string; code: string; origin: string }>(
      `select v.external_id as variant, s.code, m.origin from sku_mapping m join listing_variant v on v.id = m.variant_id
       join sku s on s.id = m.sku_id where v.external_id in ('a1-v', 'a2-v') order by 1`,
    );
    expect(rows).toEqual([
      { variant: 'a1-v', code: 'AUTO-1', origin: 'code' },
      { variant: 'a2-v', code: 'AUTO-2', origin: 'barcode' },
    ]);
  });

  test('a barcode that two SKUs have, or two variants of a listing, is left to a person', async () => {
    for (const code of ['TWIN-1', 'TWIN-2']) await catalog.call('POST', '/api/skus', { code, barcode: '8991000000029' });
    await catalog.call('POST', '/api/skus', { code: 'PACK', barcode: '8991000000036' });
    const packs = buildListing({
      externalId: 'a4',
      variants: ['a4-1', 'a4-2'].map((externalId) => buildVariant({ externalId, barcode: '8991000000036' })),
    });
    expect(await catalog.importPage(oneListing('a3', '', { barcode: '8991000000029' }), packs)).toEqual([]);
    const { body } = await catalog.call<Queue>('GET', '/api/mappings/queue?q=a4');
    expect(body.items[0]?.suggestions[0]).toMatchObject({ skuCode: 'PACK', score: 0.95, why: [{ kind: 'barcode' }] });
  });

  test('what a person took away is not mapped again by the next reading, nor by a new SKU with that code', async () => {
    await catalog.world.makeSku('TAKEN', 5);
    await catalog.importPage(oneListing('a5', 'TAKEN'));
    const variantId = await catalog.variantId('a5-v');
    const removed = await catalog.call<Mapped>('DELETE', `/api/mappings/${variantId}`);
    expect(removed).toMatchObject({ status: 200, body: { mapping: null } });
    expect(await catalog.importPage(oneListing('a5', 'TAKEN'))).toEqual([]);
    expect((await catalog.call<Mapped>('POST', `/api/mappings/changes/${removed.body.changeId}/undo`)).body.mapping).toMatchObject({
      components: [{ skuCode: 'TAKEN' }],
      origin: 'code',
    });
  });
});

describe('the queue', () => {
  test('orders that wait come first, pages end, and every variant comes once', async () => {
    await catalog.importPage(...Array.from({ length: 5 }, (_, at) => oneListing(`q${at}`)));
    await catalog.world.importAll(order('7001', 'q2-v', 3), order('7002', 'q3-v', 1));
    const first = await catalog.call<Queue>('GET', '/api/mappings/queue?limit=2&q=Listing q');
    expect(first.body.items.map(({ waitingUnits }) => waitingUnits)).toEqual([3, 1]);
    const seen = [...first.body.items];
    for (let cursor = first.body.nextCursor; cursor; ) {
      const page: { body: Queue } = await catalog.call<Queue>('GET', `/api/mappings/queue?limit=2&q=Listing q&cursor=${cursor}`);
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(first.body.total).toBe(5);
    expect(new Set(seen.map(({ variantId }) => variantId)).size).toBe(5);
    expect(seen).toHaveLength(5);
    expect((await catalog.call<Queue>('GET', '/api/mappings/queue', undefined, {}, otherTenantId)).body.items).toEqual([]);
  });

  test('a title finds the SKU of the same size, with its reasons', async () => {
    for (const [code, name] of [
      ['KH-M', 'Kaos katun hitam M'],
      ['KH-L', 'Kaos katun hitam L'],
      ['GLS', 'Gelas kaca 300 ml'],
    ]) {
      await catalog.call('POST', '/api/skus', { code, name });
    }
    await catalog.importPage(
      buildListing({
        externalId: 't1',
        title: 'Kaos Katun Pria Premium',
        variants: [buildVariant({ externalId: 't1-v', name: 'Hitam, L' })],
      }),
    );
    const { body } = await catalog.call<Queue>('GET', '/api/mappings/queue?q=premium');
    expect(body.items[0]?.suggestions[0]).toMatchObject({ skuCode: 'KH-L', why: [{ kind: 'title' }] });
    expect(body.items[0]?.suggestions.map(({ skuCode }) => skuCode)).not.toContain('GLS');
  });
});

describe('changes by a person', () => {
  test('a bundle reserves all it is made of; unmapping lets go and waits again; undo brings it back', async () => {
    await catalog.world.makeSku('CUP', 10);
    await catalog.world.makeSku('SPOON', 10);
    await catalog.importPage(oneListing('b1'));
    await catalog.world.importAll(order('7100', 'b1-v', 2));
    const variantId = await catalog.variantId('b1-v');
    const components = [
      { skuId: await catalog.skuId('CUP'), quantity: 1 },
      { skuId: await catalog.skuId('SPOON'), quantity: 2 },
    ];
    expect(await reservations('b1-v')).toEqual([{ state: 'pending', code: null, quantity: 2 }]);

    const set = await catalog.call<Mapped>('PUT', `/api/mappings/${variantId}`, { components }, { 'if-match': '"0"' });
    expect(set).toMatchObject({ status: 200, body: { mapping: { isBundle: true, origin: 'person' }, mappingVersion: 1 } });
    expect(await reservations('b1-v')).toEqual([
      { state: 'open', code: 'CUP', quantity: 2 },
      { state: 'open', code: 'SPOON', quantity: 4 },
    ]);
    expect((await catalog.call('PUT', `/api/mappings/${variantId}`, { components }, { 'if-match': '"0"' })).status).toBe(412);

    const removed = await catalog.call<Mapped>('DELETE', `/api/mappings/${variantId}`);
    expect(await reservations('b1-v')).toEqual([{ state: 'pending', code: null, quantity: 2 }]);
    expect(await catalog.world.levels()).toMatchObject({ CUP: '10/0', SPOON: '10/0' });

    expect((await catalog.call('POST', `/api/mappings/changes/${set.body.changeId}/undo`)).status).toBe(409);
    expect((await catalog.call('POST', `/api/mappings/changes/${removed.body.changeId}/undo`)).status).toBe(200);
    expect(await catalog.world.levels()).toMatchObject({ CUP: '10/2', SPOON: '10/4' });
    expect((await catalog.call('POST', `/api/mappings/changes/${removed.body.changeId}/undo`)).status).toBe(409);
    expect(await catalog.world.broken()).toEqual([]);
    const audit = await catalog.world.db.query(`select 1 from audit_entry where action = 'mapping.changed' and subject_id = $1`, [
      variantId,
    ]);
    expect(audit).toHaveLength(3);
  });

  test('another SKU takes over what was promised of the first, and what has left stays as it left', async () => {
    await catalog.world.makeSku('WRONG', 5);
    await catalog.world.makeSku('RIGHT', 1);
    await catalog.importPage(oneListing('b2', 'WRONG'));
    await catalog.world.importAll(order('7200', 'b2-v', 2));
    expect(await reservations('b2-v')).toEqual([{ state: 'open', code: 'WRONG', quantity: 2 }]);
    const components = [{ skuId: await catalog.skuId('RIGHT') }];
    await catalog.call('PUT', `/api/mappings/${await catalog.variantId('b2-v')}`, { components });
    expect(await reservations('b2-v')).toEqual([{ state: 'short', code: 'RIGHT', quantity: 2 }]);
    expect(await catalog.world.levels()).toMatchObject({ WRONG: '5/0', RIGHT: '1/0' });
    expect(await catalog.world.broken()).toEqual([]);
  });

  test('many at once: each on its own, and all of it taken back but what was changed since', async () => {
    await catalog.importPage(oneListing('c1'), oneListing('c2'), oneListing('c3'));
    const [c1, c2, c3] = await Promise.all(['c1-v', 'c2-v', 'c3-v'].map((id) => catalog.variantId(id)));
    const components = [{ skuId: await catalog.skuId('CUP') }];
    const items = [
      { variantId: c1, components },
      { variantId: c2, components },
      { variantId: 'var_none', components },
      { variantId: c3, components: [{ skuId: 'sku_none' }] },
    ];
    const bulk = await catalog.call<Batch>('POST', '/api/mappings/bulk', { items });
    expect(bulk.body.results.map(({ isDone, code }) => code ?? isDone)).toEqual([true, true, 'NOT_FOUND', 'NOT_FOUND']);
    await catalog.call('DELETE', `/api/mappings/${c2}`);
    const undone = await catalog.call<Batch>('POST', `/api/mappings/batches/${bulk.body.batchId}/undo`);
    expect(undone.body).toMatchObject({ done: 1, failed: 1 });
    const changes = await catalog.call<{ items: { canUndo: boolean; kind: string }[] }>('GET', `/api/mappings/changes?variantId=${c1}`);
    expect(changes.body.items.map(({ kind, canUndo }) => `${kind} ${canUndo}`)).toEqual(['undone true', 'set false']);
    expect((await catalog.call('POST', `/api/mappings/batches/${bulk.body.batchId}/undo`, undefined, {}, otherTenantId)).status).toBe(404);
  });

  test('an archived SKU cannot be mapped', async () => {
    await catalog.call('POST', '/api/skus', { code: 'OLD' });
    const skuId = await catalog.skuId('OLD');
    expect((await catalog.call('POST', `/api/skus/${skuId}/archive`)).status).toBe(200);
    const variantId = await catalog.variantId('c3-v');
    expect((await catalog.call('PUT', `/api/mappings/${variantId}`, { components: [{ skuId }] })).status).toBe(409);
  });
});

test('thousands of variants without SKU: a page with suggestions comes in a second', async () => {
  const skus = Array.from({ length: 5_000 }, (_, at) => `BULK-${at},Produk nomor ${at} warna ${['merah', 'biru', 'hijau'][at % 3]}`);
  const made = await catalog.call('POST', '/api/skus/import', ['code,name', ...skus].join('\n'));
  expect(made).toMatchObject({ status: 200, body: { created: 5_000 } });
  for (let page = 0; page < 10; page++) {
    await catalog.importPage(
      ...Array.from({ length: 300 }, (_, at) =>
        buildListing({ externalId: `m${page}-${at}`, title: `Produk pilihan nomor ${page * 300 + at} warna lengkap` }),
      ),
    );
  }
  const startedAt = performance.now();
  const { body } = await catalog.call<Queue>('GET', '/api/mappings/queue?limit=200&q=pilihan');
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(body).toMatchObject({ total: 3_000 });
  expect(body.items.filter(({ suggestions }) => suggestions.length > 0).length).toBeGreaterThan(150);
});
