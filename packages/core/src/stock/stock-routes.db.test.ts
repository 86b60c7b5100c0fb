import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { HubEnv } from '../edge/index.ts';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { createOrderWorld, type OrderWorld, tenantId } from '../orders/test/order-world.ts';
import { registerStockRoutes } from './index.ts';

let world: OrderWorld;
let app: OpenAPIHono<HubEnv>;
beforeAll(async () => {
  world = await createOrderWorld();
  app = new OpenAPIHono<HubEnv>();
  app.use(async (c, next) => {
    c.set('caller', {
      tenantId,
      userId: 'usr_1',
      actor: { kind: 'user', id: 'usr_1' },
      name: 'Test',
      permissions: new Set(permissions),
      plan: 'free',
      sessionHash: '',
    });
    await next();
  });
  app.onError((error, c) =>
    error instanceof HubError
      ? c.json({ code: error.code, detail: error.message }, error.status as 400)
      : c.json({ code: String(error) }, 500),
  );
  registerStockRoutes(app, { db: world.db.database, clock: world.clock, jobs: world.jobs });
});
afterAll(() => world[Symbol.asyncDispose]());

async function call(method: string, path: string, body?: object) {
  const init = { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) };
  const answer = await app.request(path, init);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  return { status: answer.status, body: isJson ? z.looseObject({}).parse(await answer.json()) : await answer.text() };
}
const idIn = (body: unknown) => z.looseObject({ id: z.string() }).parse(body).id;
const firstId = (body: unknown) => z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) }).parse(body).items[0]?.id ?? '';

test('a location is added, filled, emptied and retired, and the ledger tells it as a page and as CSV', async () => {
  const skuId = await world.makeSku('ROUTE-1', 10);
  const main = firstId((await call('GET', '/api/locations')).body);
  const created = await call('POST', '/api/locations', { name: ' Attic ' });
  expect(created).toMatchObject({ status: 201, body: { name: 'Attic', isDefault: false, onHand: 0 } });
  const attic = idIn(created.body);
  expect(await call('PATCH', `/api/locations/${attic}`, { name: 'main' })).toMatchObject({ status: 409 });
  const moved = await call('POST', `/api/skus/${skuId}/transfer`, {
    fromLocationId: main,
    toLocationId: attic,
    quantity: 3,
    reason: '=season',
  });
  expect(moved).toMatchObject({ status: 200, body: { onHand: 10, levels: [{ onHand: 7 }, { locationName: 'Attic', onHand: 3 }] } });
  expect(await call('POST', `/api/locations/${attic}/retire`)).toMatchObject({ status: 409 });
  const entry = firstId((await call('GET', `/api/stock/movements?skuId=${skuId}&kind=transfer`)).body);
  const csv = await call('GET', `/api/stock/movements?skuId=${skuId}&format=csv`);
  expect(String(csv.body).split('\n')).toHaveLength(5);
  expect(csv.body).toContain(`transfer,3,user:usr_1,'=season`);
  expect(await call('POST', `/api/stock/movements/${entry}/undo`)).toMatchObject({ status: 200, body: { items: [{}, {}] } });
  expect(await call('POST', `/api/locations/${attic}/retire`)).toMatchObject({ status: 200, body: { isRetired: true } });
  expect(await call('POST', `/api/locations/${attic}/default`)).toMatchObject({ status: 409 });
  expect(await call('POST', `/api/locations/${attic}/restore`)).toMatchObject({ status: 200, body: { isRetired: false } });
  expect(await call('POST', '/api/locations/loc_none/retire')).toMatchObject({ status: 404 });
});

test('pages of the ledger follow each other without a gap', async () => {
  const skuId = await world.makeSku('ROUTE-2', 1);
  for (let counted = 2; counted <= 6; counted++) await call('POST', `/api/skus/${skuId}/count`, { counted });
  const seen: number[] = [];
  for (let path = `/api/stock/movements?skuId=${skuId}&limit=2`, next: string | null = ''; next !== null; ) {
    const page = z
      .looseObject({ items: z.array(z.looseObject({ quantity: z.number() })), nextCursor: z.string().nullable() })
      .parse((await call('GET', `${path}${next && `&cursor=${next}`}`)).body);
    seen.push(...page.items.map((item) => item.quantity));
    next = page.nextCursor;
  }
  expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
});

test('a sheet is counted line by line', async () => {
  await world.makeSku('ROUTE-3', 4);
  const lines = [
    { code: 'ROUTE-3', counted: 4 },
    { code: 'ROUTE-NONE', counted: 1 },
  ];
  expect(await call('POST', '/api/stock/counts', { lines })).toMatchObject({ status: 200, body: { done: 1, unchanged: 1, rejected: 1 } });
});

test('how a SKU is published is chosen and shown, with the age of every number', async () => {
  const skuId = await world.makeSku('ROUTE-4', 4);
  await world.importAll(
    buildOrder({ externalId: 'route-4', status: 'cancelled', lines: [buildLine({ externalId: 'r4', sellerCode: 'ROUTE-4' })] }),
  );
  await world.db.query(
    `update listing_variant set published_quantity = 4, published_at = $1::timestamptz - interval '42 seconds' where seller_code = 'ROUTE-4'`,
    [world.clock.now().toISOString()],
  );
  expect(await call('GET', `/api/skus/${skuId}/publishing`)).toMatchObject({
    status: 200,
    body: {
      publishMode: 'mirror',
      guarantee: 'off',
      variants: [{ publishedQuantity: 4, ageSeconds: 42, isPublishing: false, claimBound: null }],
    },
  });
  expect(await call('PUT', `/api/skus/${skuId}/publishing`, { publishMode: 'guaranteed' })).toMatchObject({
    status: 200,
    body: {
      publishMode: 'guaranteed',
      guarantee: 'broken',
      guaranteeProblem: expect.stringContaining('does not take its stock from here'),
    },
  });
  expect(await call('POST', `/api/skus/${skuId}/push`)).toMatchObject({ status: 202, body: { variants: 0 } });
  expect(await call('POST', `/api/skus/${skuId}/pull`)).toMatchObject({ status: 202, body: { shops: 1 } });
  expect(await call('PUT', '/api/skus/sku_none/publishing', { publishMode: 'mirror' })).toMatchObject({ status: 404 });
});

test('what is running out is listed with the days it lasts, until somebody takes care of it', async () => {
  const skuId = await world.makeSku('ROUTE-5', 10);
  await world.db.query('update sku set low_stock_at = 8 where id = $1', [skuId]);
  await world.importAll(
    buildOrder({ externalId: 'route-5', lines: [buildLine({ externalId: 'r5', sellerCode: 'ROUTE-5', quantity: 4 })] }),
  );
  expect(await call('GET', '/api/stock/low')).toMatchObject({
    status: 200,
    body: { items: [{ code: 'ROUTE-5', ats: 6, soldPerDay: 4, daysOfCover: 1.5, isAcknowledged: false }] },
  });
  expect(await call('POST', '/api/stock/low/acknowledge', { skuIds: [skuId] })).toMatchObject({ body: { acknowledged: 1 } });
  expect(await call('GET', '/api/stock/low')).toMatchObject({ body: { items: [{ isAcknowledged: true }] } });
});

test('conflicts are counted by cause, and one that is not there cannot be resolved', async () => {
  expect(await call('GET', '/api/stock/conflicts')).toMatchObject({ status: 200, body: { items: [], counts: { silent: 0 } } });
  expect(await call('POST', '/api/stock/conflicts/resolve', { items: [{ variantId: 'var_none', choice: 'ours' }] })).toMatchObject({
    status: 200,
    body: { results: [{ isDone: false, message: 'There is no such conflict any more' }] },
  });
  expect(await call('GET', '/api/stock/conflicts?cursor=nonsense')).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } });
});
