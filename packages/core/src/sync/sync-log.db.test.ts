import { syncRoutes } from '@shopfleet/contracts';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openOrderShops } from '../orders/index.ts';
import { buildOrder } from '../orders/test/build-order.ts';
import { otherTenantId, tenantId } from '../orders/test/order-world.ts';
import { pollListingsJob, pollOrdersJob, pollStockJob, registerSyncRoutes } from './index.ts';
import { keepSyncTidy } from './keep-sync-tidy.ts';
import { addSyncLog } from './sync-log-store.ts';
import { type Answer, appOf } from './test/sync-app.ts';
import { createSyncWorld, type SyncWorld } from './test/sync-world.ts';
import { createTestMarket, type TestMarket } from './test/test-market.ts';

let world: SyncWorld;
let market: TestMarket;
let call: (method: string, path: string) => Promise<Answer>;
let callOther: typeof call;
beforeAll(async () => {
  market = createTestMarket();
  world = await createSyncWorld(market);
  const register = (app: Parameters<typeof registerSyncRoutes>[0]) => registerSyncRoutes(app, { ...world.deps, openOrderShops });
  call = appOf(tenantId, register);
  callOther = appOf(otherTenantId, register);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  await world.db.query('delete from sync_log');
  market.failNext.length = 0;
});

const pageSchema = z.object({ items: z.array(syncRoutes.syncLogLineSchema), nextCursor: z.string().nullable() });
const log = async (query = '') => pageSchema.parse((await call('GET', `/api/sync/log${query}`)).body);
async function poll(kind: typeof pollOrdersJob, data: { shopId: string; runId?: string } = { shopId: 'shp_a' }): Promise<void> {
  await world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, kind, tenantId, data));
  await world.jobs.settle();
}

test('a read leaves one line: what was taken over, what was refused, how long it took', async () => {
  const now = world.clock.now().getTime();
  for (const n of [1, 2, 3]) market.orders.set(`log-${n}`, buildOrder({ externalId: `log-${n}`, version: now - 60_000 + n }));
  market.orders.set('bad', buildOrder({ externalId: 'bad\0id', version: now - 10_000 }));
  await poll(pollOrdersJob);
  const { items } = await log();
  expect(items).toMatchObject([
    {
      shopId: 'shp_a',
      shopName: 'Shop A',
      platformTitle: 'Test Market',
      stream: 'orders',
      status: 'succeeded',
      processed: 3,
      failed: 1,
      message: '',
      rawError: '',
      runId: null,
      at: world.clock.now().toISOString(),
    },
  ]);
  expect(items[0]?.durationMs).toBeGreaterThan(0);
  market.orders.clear();
});

test('a refusal is a line with words, and the raw error without its token', async () => {
  market.failNext.push(
    new PlatformFailure('forbidden', 'the scope is missing', {
      vendorCode: '105005',
      cause: new Error('GET https://market.test/orders?access_token=TTP_abcDEF123456789'),
    }),
  );
  await poll(pollOrdersJob);
  const { items } = await log('?status=failed');
  expect(items).toMatchObject([{ status: 'failed', message: 'the scope is missing' }]);
  expect(items[0]?.rawError).toContain('PlatformFailure forbidden 105005: the scope is missing');
  expect(JSON.stringify(items)).not.toContain('abcDEF');
  await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
});

test('every try leaves its line; a shop that has to be connected again is skipped', async () => {
  market.failNext.push(new PlatformFailure('rate-limited', 'slow down', { retryAt: new Date(Date.now() + 150) }));
  await poll(pollOrdersJob);
  await expect.poll(async () => (await log()).items.length, { timeout: 8_000 }).toBe(2);
  // The clock of the test stands still, so neither is the newer one.
  expect((await log()).items.map(({ status, message }) => `${status} ${message}`).sort()).toEqual([
    'failed slow down; it goes on when the marketplace says so',
    'succeeded ',
  ]);
  market.failNext.push(new PlatformFailure('auth-expired', 'the token is dead'));
  await poll(pollListingsJob);
  expect((await log('?stream=listings')).items).toMatchObject([{ status: 'skipped', message: 'The shop must be connected again' }]);
  await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
});

test('it is asked by shop, stream, status and time, page by page, and never by others', async () => {
  const line = {
    tenantId,
    shopId: 'shp_a',
    runId: undefined,
    status: 'succeeded',
    failed: 0,
    message: '',
    rawError: '',
    durationMs: 5,
  } as const;
  for (let n = 0; n < 5; n++) {
    world.clock.advance(60_000);
    await world.deps.db.asTenant(tenantId, (tx) =>
      addSyncLog(tx, world.clock, { ...line, stream: n % 2 === 0 ? 'orders' : 'stock', processed: n }),
    );
  }
  const counts = (page: z.infer<typeof pageSchema>) => page.items.map(({ processed }) => processed);
  const first = await log('?limit=2');
  const second = await log(`?limit=2&cursor=${first.nextCursor}`);
  const third = await log(`?limit=2&cursor=${second.nextCursor}`);
  expect([first, second, third].map(counts)).toEqual([[4, 3], [2, 1], [0]]);
  expect(third.nextCursor).toBeNull();
  expect(counts(await log('?stream=stock'))).toEqual([3, 1]);
  expect(counts(await log('?shopId=shp_b'))).toEqual([]);
  const from = new Date(world.clock.now().getTime() - 60_000).toISOString();
  expect(counts(await log(`?from=${encodeURIComponent(from)}`))).toEqual([4, 3]);
  expect((await callOther('GET', '/api/sync/log')).body).toMatchObject({ items: [] });
});

test('it comes as CSV in which no cell is a formula', async () => {
  await world.deps.db.asTenant(tenantId, (tx) =>
    addSyncLog(tx, world.clock, {
      tenantId,
      shopId: 'shp_a',
      stream: 'orders',
      runId: undefined,
      status: 'failed',
      processed: 0,
      failed: 0,
      message: '=cmd()',
      rawError: '',
      durationMs: 5,
    }),
  );
  const { status, body } = await call('GET', '/api/sync/log?format=csv');
  expect(status).toBe(200);
  const lines = String(body).trim().split('\n');
  expect(lines[0]).toContain('at,platformTitle,shopName,stream,status');
  expect(lines[1]).toContain(`Test Market,Shop A,orders,failed,0,0,'=cmd()`);
});

test('a run over stock shows what was read', async () => {
  market.stock.set('LV9', 3);
  await world.db.query(
    `insert into listing (tenant_id, id, shop_id, external_id, title, status) values ('ten_a', 'lst_9', 'shp_a', 'L9', 'Cup', 'live')`,
  );
  await world.db.query(
    `insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, name) values ('ten_a', 'var_9', 'lst_9', 'shp_a', 'LV9', '')`,
  );
  await poll(pollStockJob);
  expect((await log('?stream=stock')).items).toMatchObject([{ status: 'succeeded', processed: 1 }]);
});

test('after 90 days a line leaves, of every organisation', async () => {
  for (const owner of [tenantId, otherTenantId])
    for (const days of [91, 89])
      await world.deps.db.asTenant(owner, (tx) =>
        addSyncLog(
          tx,
          { ...world.clock, now: () => new Date(world.clock.now().getTime() - days * 86_400_000) },
          {
            tenantId: owner,
            shopId: owner === tenantId ? 'shp_a' : 'shp_b',
            stream: 'orders',
            runId: undefined,
            status: 'succeeded',
            processed: days,
            failed: 0,
            message: '',
            rawError: '',
            durationMs: 1,
          },
        ),
      );
  await keepSyncTidy(world.deps);
  expect(await world.db.query('select processed from sync_log')).toEqual([{ processed: 89 }, { processed: 89 }]);
});
