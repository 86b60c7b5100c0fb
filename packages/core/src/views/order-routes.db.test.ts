import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubEnv } from '../edge/index.ts';
import { openOrderShops, setFulfilState } from '../orders/index.ts';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, tenantId } from '../orders/test/order-world.ts';
import { registerSkuRoutes, registerStockRoutes } from '../stock/index.ts';
import { registerSyncRoutes } from '../sync/index.ts';
import { registerHomeRoutes, registerOrderRoutes, registerShortfallRoutes } from './index.ts';

let world: OrderWorld;
const apps = new Map<string, OpenAPIHono<HubEnv>>();

function appFor(owner: string): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>();
  app.use(async (c, next) => {
    c.set('caller', {
      tenantId: owner,
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
    error instanceof HubError ? c.json({ code: error.code }, error.status as 400) : c.json({ code: String(error) }, 500),
  );
  const deps = { db: world.db.database, clock: world.clock, jobs: world.jobs };
  registerOrderRoutes(app, deps);
  registerSkuRoutes(app, deps);
  registerStockRoutes(app, deps);
  registerSyncRoutes(app, { ...deps, platforms: new Map(), openOrderShops });
  registerShortfallRoutes(app, deps);
  registerHomeRoutes(app, deps);
  return app;
}

async function call(owner: string, method: string, path: string, body?: object) {
  const init = { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) };
  const answer = await (apps.get(owner) ?? appFor(owner)).request(path, init);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  return { status: answer.status, body: isJson ? await answer.json() : await answer.text() };
}
const idOf = async (externalId: string) =>
  (await world.db.query<{ id: string }>('select id from orders where external_id = $1', [externalId]))[0]?.id ?? '';
const externalIds = (answer: { body: { items: { externalId: string }[] } }) => answer.body.items.map((item) => item.externalId);

beforeAll(async () => {
  world = await createOrderWorld();
  for (const owner of [tenantId, otherTenantId]) apps.set(owner, appFor(owner));
  await world.makeSku('TS-BLK-M', 1);
  const placed = (day: number) => new Date(Date.UTC(2026, 1, day));
  const line = (id: string) => [buildLine({ externalId: id, sellerCode: 'TS-BLK-M' })];
  await world.importAll(
    buildOrder({ externalId: '577001', placedAt: placed(1), lines: line('l1'), buyerName: 'Ayu Lestari' }),
    buildOrder({ externalId: '577002', placedAt: placed(2), lines: line('l2'), buyerName: '=HYPERLINK("x")' }),
    buildOrder({
      externalId: '577003',
      placedAt: placed(3),
      status: 'to_hand_over',
      shipByAt: undefined,
      lines: [buildLine({ externalId: 'l3', sellerCode: 'OTHER' })],
    }),
    buildOrder({
      externalId: '577004',
      placedAt: placed(4),
      status: 'cancelled',
      lines: [buildLine({ externalId: 'l4', sellerCode: 'OTHER' })],
    }),
  );
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the order list', () => {
  test('pages through every order once, in both orders', async () => {
    for (const sort of ['placed', 'ship_by']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const answer = await call(tenantId, 'GET', `/api/orders?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`);
        seen.push(...externalIds(answer));
        cursor = answer.body.nextCursor ?? '';
      } while (cursor !== '');
      expect(seen).toHaveLength(4);
      expect(new Set(seen).size).toBe(4);
      if (sort === 'placed') expect(seen).toEqual(['577004', '577003', '577002', '577001']);
      if (sort === 'ship_by') expect(seen.at(-1)).toBe('577003');
    }
  });

  test('finds by the beginning of a word of number, buyer and SKU, whatever is typed', async () => {
    expect(externalIds(await call(tenantId, 'GET', '/api/orders?q=577001'))).toEqual(['577001']);
    expect(externalIds(await call(tenantId, 'GET', '/api/orders?q=lest+ayu'))).toEqual(['577001']);
    expect(externalIds(await call(tenantId, 'GET', '/api/orders?q=ts-bl'))).toEqual(['577002', '577001']);
    expect(externalIds(await call(tenantId, 'GET', '/api/orders?q=blk'))).toEqual(['577002', '577001']);
    for (const odd of ["'", '\\', ':*', '&|!', '%27%20|', '%00']) {
      expect((await call(tenantId, 'GET', `/api/orders?q=${encodeURIComponent(odd)}`)).status).toBe(200);
    }
  });

  test('counts what each view holds, and the views hold that', async () => {
    const { body } = await call(tenantId, 'GET', '/api/orders/counts');
    expect(body.counts).toEqual({ all: 4, to_ship: 2, to_print: 1, to_hand_over: 0, attention: 1, on_the_way: 0, done: 0, cancelled: 1 });
    for (const [view, count] of Object.entries(body.counts)) {
      expect(externalIds(await call(tenantId, 'GET', `/api/orders?view=${view}`))).toHaveLength(Number(count));
    }
    expect(externalIds(await call(tenantId, 'GET', '/api/orders?hasShortfall=true'))).toEqual(['577002']);
  });

  test('comes as CSV in which no cell is a formula', async () => {
    const { body } = await call(tenantId, 'GET', '/api/orders?format=csv');
    expect(body.trim().split('\n')).toHaveLength(5);
    expect(body).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('shows what can be shipped now, and not what is held', async () => {
    await call(tenantId, 'PATCH', `/api/orders/${await idOf('577001')}`, { holdReason: 'address', tags: ['b', 'a', 'a'], note: 'call' });
    expect(externalIds(await call(tenantId, 'GET', '/api/v1/platforms/orders/pending'))).toEqual(['577002']);
    const { body } = await call(tenantId, 'GET', `/api/v1/platforms/orders/${await idOf('577001')}`);
    expect(body).toMatchObject({ holdReason: 'address', tags: ['a', 'b'], note: 'call', packages: [], printJobs: [] });
    expect(body.history.map((entry: { kind: string }) => entry.kind)).toEqual(['imported', 'held']);
    expect(body.lines[0].reservations).toMatchObject([{ skuCode: 'TS-BLK-M', quantity: 1, state: 'open' }]);
  });
});

describe('moving an order by hand', () => {
  test('takes one legal step, with its stock, and keeps it until the marketplace catches up', async () => {
    const path = `/api/v1/platforms/orders/${await idOf('577001')}/status`;
    expect(await call(tenantId, 'PUT', path, { status: 'unpaid' })).toMatchObject({ status: 409, body: { code: 'ILLEGAL_TRANSITION' } });
    expect(await call(tenantId, 'PUT', path, { status: 'shipped' })).toMatchObject({ status: 200, body: { status: 'shipped' } });
    expect((await world.levels())['TS-BLK-M']).toBe('0/0');
    const lines = [buildLine({ externalId: 'l1', sellerCode: 'TS-BLK-M' })];
    await world.importAll(buildOrder({ externalId: '577001', version: 2, status: 'to_hand_over', lines }));
    const { body } = await call(tenantId, 'GET', `/api/v1/platforms/orders/${await idOf('577001')}`);
    expect(body.status).toBe('shipped');
    await world.importAll(buildOrder({ externalId: '577001', version: 3, status: 'delivered', lines }));
    expect((await world.levels())['TS-BLK-M']).toBe('0/0');
    expect(await world.broken()).toEqual([]);
  });
});

describe('stock screens', () => {
  test('make, adjust and show a SKU with its ledger; too much cannot be taken', async () => {
    const made = await call(tenantId, 'POST', '/api/skus', { code: 'NEW-1', onHand: 5, safetyStock: 1 });
    expect(made).toMatchObject({ status: 201, body: { code: 'NEW-1', onHand: 5, ats: 4 } });
    expect((await call(tenantId, 'POST', '/api/skus', { code: 'NEW-1' })).status).toBe(409);
    world.clock.advance(1_000);
    const adjust = `/api/skus/${made.body.id}/adjust`;
    expect(await call(tenantId, 'POST', adjust, { kind: 'write_off', quantity: 2, reason: 'broken' })).toMatchObject({
      body: { onHand: 3 },
    });
    expect(await call(tenantId, 'POST', adjust, { kind: 'adjust', quantity: -4 })).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });
    const ledger = await call(tenantId, 'GET', `/api/skus/${made.body.id}/movements`);
    expect(ledger.body.items.map((item: { quantity: number }) => item.quantity)).toEqual([-2, 5]);
    expect((await call(tenantId, 'GET', '/api/skus?q=new')).body.items).toHaveLength(1);
  });

  test('name what was sold and is not there', async () => {
    const { body } = await call(tenantId, 'GET', '/api/shortfalls');
    expect(body.items).toMatchObject([{ skuCode: 'TS-BLK-M', externalOrderId: '577002', quantity: 1, reason: 'sold' }]);
  });
});

describe('home and runs', () => {
  test('count what needs care', async () => {
    await world.db.database.asTenant(tenantId, async (tx) =>
      setFulfilState(tx, { orderId: await idOf('577003'), state: 'failed', note: 'refused' }),
    );
    const { status, body } = await call(tenantId, 'GET', '/api/home');
    expect(status).toBe(200);
    expect(body).toMatchObject({ toShip: 1, shortfalls: 1, waitingJobs: 0, eventToPaperP50Ms: null });
    expect(body.hours).toHaveLength(24);
    expect(body.guide[0]).toEqual({ step: 'shop', isDone: true });
  });

  test('start a run of all shops, joined by a second request, and list it', async () => {
    const first = await call(tenantId, 'POST', '/api/orders/sync', {});
    const second = await call(tenantId, 'POST', '/api/orders/sync', {});
    expect(first).toMatchObject({ status: 202, body: { run: { status: 'queued', kind: 'orders' } } });
    expect(second.body.run.id).toBe(first.body.run.id);
    expect((await call(tenantId, 'GET', `/api/runs/${first.body.run.id}`)).body.id).toBe(first.body.run.id);
    expect((await call(tenantId, 'GET', '/api/runs')).body.items).toHaveLength(1);
  });
});

describe('another tenant', () => {
  test('sees none of it', async () => {
    expect((await call(otherTenantId, 'GET', '/api/orders')).body.items).toEqual([]);
    expect((await call(otherTenantId, 'GET', '/api/skus')).body.items).toEqual([]);
    expect((await call(otherTenantId, 'GET', '/api/shortfalls')).body.items).toEqual([]);
    expect((await call(otherTenantId, 'GET', '/api/runs')).body.items).toEqual([]);
    const id = await idOf('577002');
    expect((await call(otherTenantId, 'GET', `/api/v1/platforms/orders/${id}`)).status).toBe(404);
    expect((await call(otherTenantId, 'PATCH', `/api/orders/${id}`, { note: 'x' })).status).toBe(404);
    expect((await call(otherTenantId, 'PUT', `/api/v1/platforms/orders/${id}/status`, { status: 'shipped' })).status).toBe(404);
  });
});
