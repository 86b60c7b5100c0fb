import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { tenantId } from '../../orders/test/order-world.ts';
import { requestImport } from '../../sync/index.ts';
import { createSyncWorld, type SyncWorld } from '../../sync/test/sync-world.ts';
import { createTestMarket } from '../../sync/test/test-market.ts';
import { keepSeen } from '../conflicts/keep-seen.ts';
import { listConflictRows, toConflicts } from '../conflicts/list-conflicts.ts';
import { resolveConflicts } from '../conflicts/resolve-conflict.ts';
import { adjustStock, createSku } from '../index.ts';
import { changeMode } from '../publishing/publishing-routes.ts';
import { viewPublishing } from '../publishing/view-publishing.ts';

const market = createTestMarket({ orderLagSeconds: 0 });
let world: SyncWorld;
let count = 0;
let code = '';
let skuId = '';
beforeAll(async () => {
  world = await createSyncWorld(market);
  await world.db.query(`
    insert into shop (tenant_id, id, connection_id, platform, region, external_id, name)
    values ('ten_a', 'shp_a2', 'con_a', 'test_market', 'US', '7003', 'Shop A2')`);
  await world.db.query(`update shop set settings = '{"isStockPublishOn": true}'`);
});
afterAll(() => world[Symbol.asyncDispose]());

/** A new SKU of ten units, sold in two shops. */
beforeEach(async () => {
  count += 1;
  code = `GUARD-${count}`;
  market.failNext.length = 0;
  await world.db.query(`
    insert into listing (tenant_id, id, shop_id, external_id, title, status)
    select 'ten_a', 'lst_' || s || '_${code}', s, 'P-' || s || '-${code}', 'Tee', 'live' from unnest('{shp_a,shp_a2}'::text[]) s`);
  await world.db.query(`
    insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code)
    select 'ten_a', 'var_' || s || '_${code}', 'lst_' || s || '_${code}', s, 'V-' || s || '-${code}', '${code}' from unnest('{shp_a,shp_a2}'::text[]) s`);
  skuId = await asTenant((tx) => createSku(tx, deps(), { tenantId, code, onHand: 10, publishMode: 'mirror', actor: 'user:test' }));
  await world.jobs.settle();
});

const deps = () => ({ ...world.deps, jobs: world.jobs });
type Work = Parameters<typeof world.db.database.asTenant>[1];
const asTenant = <T>(work: (tx: Parameters<Work>[0]) => Promise<T>) => world.db.database.asTenant(tenantId, work);
const variant = (shop: string) => `V-${shop}-${code}`;
const shown = () => ['shp_a', 'shp_a2'].map((shop) => market.stock.get(variant(shop)));
const guard = async () => {
  await asTenant((tx) => changeMode(tx, deps(), { tenantId, skuId, publishMode: 'guaranteed' }));
  await world.jobs.settle({ withinMs: 60_000 });
};
const view = () => asTenant((tx) => viewPublishing(tx, world.clock, tenantId, skuId));
const buy = async (shop: string, externalId: string, quantity: number) => {
  const line = buildLine({
    externalId: `${externalId}-1`,
    externalProductId: `P-${shop}-${code}`,
    externalVariantId: variant(shop),
    sellerCode: code,
    quantity,
  });
  market.stock.set(variant(shop), (market.stock.get(variant(shop)) ?? 0) - quantity);
  market.orders.set(
    externalId,
    buildOrder({
      externalId,
      lines: [line],
      version: world.clock.now().getTime() - 1,
      placedAt: new Date(world.clock.now().getTime() - 1),
    }),
  );
  await asTenant((tx) => requestImport(tx, world.jobs, { tenantId, shopId: shop, externalOrderIds: [externalId] }));
  await world.jobs.settle({ withinMs: 60_000 });
};

describe('guaranteed mode', () => {
  test('gives every marketplace a share, and holds when all have drained', async () => {
    expect(shown()).toEqual([10, 10]);
    await guard();
    const sum = shown().reduce<number>((total, one) => total + (one ?? 0), 0);
    expect(sum).toBeLessThanOrEqual(10);
    expect(sum).toBeGreaterThanOrEqual(9);
    expect(await view()).toMatchObject({ publishMode: 'guaranteed', guarantee: 'held', guaranteeProblem: '' });
  });

  test('pushes nothing for a sale, and refills who sold out', async () => {
    await guard();
    const before = market.calls.length;
    await buy('shp_a', `${code}-1`, 1);
    expect(market.calls.slice(before).filter((call) => call.startsWith('stock'))).toEqual([]);
    const left = market.stock.get(variant('shp_a')) ?? 0;
    await buy('shp_a', `${code}-2`, left);
    expect(market.stock.get(variant('shp_a'))).toBeGreaterThan(0);
    const { unclaimed, variants } = await view();
    expect(unclaimed).toBeGreaterThanOrEqual(0);
    const claimed = variants.reduce((total, one) => total + (one.claimBound ?? 0), 0);
    expect(claimed + (unclaimed ?? 0)).toBe(10 - 1 - left);
  });

  test('takes a receipt and a count over, never more than is free', async () => {
    await guard();
    const adjust = (quantity: number) =>
      asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity, reason: '', actor: 'user:test' }));
    await adjust(30);
    await world.jobs.settle({ withinMs: 60_000 });
    expect(shown().reduce<number>((total, one) => total + (one ?? 0), 0)).toBeGreaterThanOrEqual(30);
    await adjust(-36);
    await world.jobs.settle({ withinMs: 60_000 });
    expect(shown().reduce<number>((total, one) => total + (one ?? 0), 0)).toBeLessThanOrEqual(4);
    expect((await view()).unclaimed).toBeGreaterThanOrEqual(0);
  });

  test('counts a refused push not at all, and offers the units to the others', async () => {
    await guard();
    market.failNext.push(
      new PlatformFailure('conflict', 'the listing is locked'),
      new PlatformFailure('conflict', 'the listing is locked'),
    );
    const free = (await view()).unclaimed ?? 0;
    await asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'receipt', quantity: 20, reason: '', actor: 'user:test' }));
    await world.jobs.settle({ withinMs: 60_000 });
    expect(await view()).toMatchObject({ unclaimed: free + 20 });
    expect((await view()).variants.map((one) => one.problem)).toEqual(['the listing is locked', 'the listing is locked']);
  });

  test('grows a claim when somebody raises the number there, and takes it back', async () => {
    await guard();
    const quantities = new Map([[variant('shp_a'), 50]]);
    await keepSeen(deps(), { tenantId, shopId: 'shp_a', quantities });
    world.clock.advance(130_000);
    market.stock.set(variant('shp_a'), 50);
    await keepSeen(deps(), { tenantId, shopId: 'shp_a', quantities });
    await world.jobs.settle({ withinMs: 60_000 });
    expect(market.stock.get(variant('shp_a'))).toBeLessThanOrEqual(10);
    expect((await view()).unclaimed).toBeGreaterThanOrEqual(0);
  });

  test('ends at once when another mode is chosen', async () => {
    await guard();
    await asTenant((tx) => changeMode(tx, deps(), { tenantId, skuId, publishMode: 'mirror' }));
    await world.jobs.settle();
    expect(shown()).toEqual([10, 10]);
    expect(await world.db.query(`select variant_id from stock_claim where variant_id like '%${code}'`)).toEqual([]);
  });
});

describe('a number that already stands there', () => {
  test('is not sent again, unless something is in doubt', async () => {
    const pushes = () => market.calls.filter((call) => call.startsWith(`stock ${variant('shp_a')}`)).length;
    const before = pushes();
    const adjust = (quantity: number) =>
      asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity, reason: '', actor: 'user:test' }));
    await asTenant(async (tx) => {
      await adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity: 1, reason: '', actor: 'user:test' });
      await adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity: -1, reason: '', actor: 'user:test' });
    });
    await world.jobs.settle();
    expect(pushes()).toBe(before);
    market.failNext.push(new PlatformFailure('outcome-unknown', 'no answer'), new PlatformFailure('outcome-unknown', 'no answer'));
    await adjust(1);
    await adjust(-1);
    await world.jobs.settle({ withinMs: 60_000 });
    expect(pushes()).toBeGreaterThan(before);
    expect(shown()).toEqual([10, 10]);
  });
});

describe('what a marketplace shows', () => {
  const seen = (quantity: number) => keepSeen(deps(), { tenantId, shopId: 'shp_a', quantities: new Map([[variant('shp_a'), quantity]]) });
  const conflicts = () =>
    asTenant(async (tx) => {
      const rows = await listConflictRows(tx, { tenantId, filter: { skuId }, after: undefined, limit: 10 });
      return [...(await toConflicts(tx, tenantId, rows)).values()];
    });
  const resolve = (choice: 'ours' | 'theirs') =>
    resolveConflicts(deps(), [{ tenantId, variantId: `var_shp_a_${code}`, choice, actor: 'user:test' }]);

  test('is no conflict when it is ours', async () => {
    await seen(10);
    expect(await conflicts()).toEqual([]);
  });

  test('is judged when what may be on its way has had its time, and theirs can be taken', async () => {
    world.clock.advance(1_000);
    await seen(14);
    expect(await conflicts()).toMatchObject([{ cause: 'under-way', seenQuantity: 14, oursQuantity: 10, publishedQuantity: 10 }]);
    world.clock.advance(130_000);
    await seen(14);
    expect(await conflicts()).toMatchObject([{ cause: 'edited-there', canTakeTheirs: true }]);
    expect(await resolve('theirs')).toMatchObject([{ isDone: true }]);
    await world.jobs.settle();
    expect(shown()).toEqual([14, 14]);
    expect(await conflicts()).toEqual([]);
    expect(await resolve('theirs')).toMatchObject([{ isDone: false, message: 'There is no such conflict any more' }]);
  });

  test('is set right by publishing ours again', async () => {
    world.clock.advance(1_000);
    await seen(3);
    world.clock.advance(130_000);
    await seen(3);
    market.stock.set(variant('shp_a'), 3);
    expect(await resolve('ours')).toMatchObject([{ isDone: true }]);
    await world.jobs.settle();
    expect(shown()).toEqual([10, 10]);
  });

  test('is healed once when it accepted a number and never showed it', async () => {
    await seen(10);
    world.clock.advance(5_000);
    await asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity: -4, reason: '', actor: 'user:test' }));
    await world.jobs.settle();
    market.stock.set(variant('shp_a'), 10);
    world.clock.advance(5_000);
    await seen(10);
    expect(await conflicts()).toMatchObject([{ cause: 'silent', seenQuantity: 10, publishedQuantity: 6 }]);
    await world.jobs.settle();
    expect(shown()).toEqual([6, 6]);
    world.clock.advance(5_000);
    await seen(6);
    expect(await conflicts()).toEqual([]);
  });

  test('is the refusal with its reason when our number was refused', async () => {
    market.failNext.push(
      new PlatformFailure('conflict', 'locked by a flash sale'),
      new PlatformFailure('conflict', 'locked by a flash sale'),
    );
    await asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity: -4, reason: '', actor: 'user:test' }));
    await world.jobs.settle();
    world.clock.advance(5_000);
    await seen(9);
    expect(await conflicts()).toMatchObject([
      { cause: 'promotion', explanation: 'A promotion keeps the number as it is: locked by a flash sale' },
    ]);
  });
});
