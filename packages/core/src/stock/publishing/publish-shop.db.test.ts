import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { shopId, tenantId } from '../../orders/test/order-world.ts';
import { createSyncWorld, type SyncWorld } from '../../sync/test/sync-world.ts';
import { createTestMarket } from '../../sync/test/test-market.ts';
import { adjustStock, createSku, publishShopJob, publishShopsAgain } from '../index.ts';

const market = createTestMarket();
let world: SyncWorld;
let count = 0;
/** Seller codes of three SKUs of ten units, all shown. */
let codes: readonly [string, string, string];
let skuIds: string[];
beforeAll(async () => {
  world = await createSyncWorld(market);
  await world.db.query(`update shop set settings = '{"isStockPublishOn": true}'`);
});
afterAll(() => world[Symbol.asyncDispose]());

beforeEach(async () => {
  await reach('connected');
  count += 1;
  codes = [`A-${count}`, `B-${count}`, `C-${count}`];
  skuIds = [];
  for (const code of codes) {
    await world.db.query(`
      insert into listing (tenant_id, id, shop_id, external_id, title, status) values ('ten_a', 'lst_${code}', '${shopId}', 'P-${code}', 'Tee', 'live')`);
    await world.db.query(`
      insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code)
      values ('ten_a', 'var_${code}', 'lst_${code}', '${shopId}', 'V-${code}', '${code}')`);
    skuIds.push(await asTenant((tx) => createSku(tx, deps(), { tenantId, code, onHand: 10, publishMode: 'mirror', actor: 'user:test' })));
  }
  await world.jobs.settle();
  expect(shown()).toEqual([10, 10, 10]);
  market.calls.length = 0;
});

const deps = () => ({ ...world.deps, jobs: world.jobs });
type Work = Parameters<typeof world.db.database.asTenant>[1];
const asTenant = <T>(work: (tx: Parameters<Work>[0]) => Promise<T>) => world.db.database.asTenant(tenantId, work);
const shown = () => codes.map((code) => market.stock.get(`V-${code}`));
const reach = (status: string) =>
  world.db.query(`update connection set status = '${status}', status_reason = 'the grant is over' where id = 'con_a'`);
const pushes = () => market.calls.filter((call) => codes.some((code) => call.startsWith(`stock V-${code}=`)));
const problems = async () =>
  (
    await world.db.query<{ problem: string }>(
      `select publish_problem as problem from listing_variant where external_id = any($1) order by 1`,
      [codes.map((code) => `V-${code}`)],
    )
  ).map(({ problem }) => problem);
const adjust = async (index: number, quantity: number) => {
  const skuId = skuIds[index] ?? '';
  await asTenant((tx) => adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity, reason: '', actor: 'user:test' }));
  await world.jobs.settle();
};
const comeBack = async () => {
  world.clock.advance(1_000);
  await reach('connected');
  await asTenant((tx) => publishShopsAgain(tx, deps(), tenantId, { connectionId: 'con_a' }));
  await world.jobs.settle();
};

describe('a shop that must be connected again', () => {
  test.each(['needs_reconnect', 'revoked'])(
    '%s: its pushes wait without failing, and all that differs is pushed when it is back',
    async (status) => {
      market.failNext.push(new PlatformFailure('conflict', 'locked by a promotion'));
      await adjust(2, 5);
      await reach(status);
      await adjust(0, -4);
      expect(pushes()).toEqual([`stock V-${codes[2]}=15`]);
      expect(await problems()).toEqual(['', 'locked by a promotion', 'the grant is over']);
      const failed = (await world.jobs.deadLetters({ limit: 200 })).filter(({ error }) => error.includes('the grant is over'));
      expect(failed).toEqual([]);
      market.calls.length = 0;
      await comeBack();
      expect(pushes().sort()).toEqual([`stock V-${codes[0]}=6`, `stock V-${codes[2]}=15`]);
      expect(await problems()).toEqual(['', '', '']);
    },
  );

  test('a marketplace that refuses the key itself is told to the connection, and the push waits', async () => {
    market.failNext.push(new PlatformFailure('auth-expired', 'the key is not accepted'));
    await adjust(1, -1);
    expect(await world.db.query(`select status, status_reason as why from connection where id = 'con_a'`)).toEqual([
      { status: 'error', why: 'the key is not accepted' },
    ]);
    expect(shown()).toEqual([10, 10, 10]);
    await comeBack();
    expect(shown()).toEqual([10, 9, 10]);
  });

  test('what it sold meanwhile is read first: no number leaves that knows nothing of it', async () => {
    const [code] = codes;
    const line = buildLine({
      externalId: `${code}-1`,
      externalProductId: `P-${code}`,
      externalVariantId: `V-${code}`,
      sellerCode: code,
      quantity: 3,
    });
    await reach('revoked');
    await adjust(0, 2);
    market.stock.set(`V-${code}`, 7);
    market.orders.set(`O-${code}`, buildOrder({ externalId: `O-${code}`, lines: [line], version: world.clock.now().getTime() - 1 }));
    await comeBack();
    expect([...new Set(pushes())]).toEqual([`stock V-${code}=9`]);
    expect(shown()).toEqual([9, 10, 10]);
  });

  test('when its orders cannot be read for a quarter of an hour, the numbers go out all the same', async () => {
    await reach('revoked');
    await adjust(0, -2);
    await reach('connected');
    await world.db.query(`delete from sync_cursor where shop_id = '${shopId}' and stream = 'orders'`);
    const since = new Date(world.clock.now().getTime() - 15 * 60_000).toISOString();
    await asTenant((tx) => world.jobs.enqueue(tx, publishShopJob, tenantId, { shopId, since }));
    await world.jobs.settle();
    expect(shown()).toEqual([8, 10, 10]);
  });
});

describe('a push that waits in the queue', () => {
  test.each([
    ['does not take its stock from here any more', `update shop set settings = '{"isStockPublishOn": false}' where id = '${shopId}'`],
    ['was disconnected', `update shop set is_active = false where id = '${shopId}'`],
  ])('is dropped when the shop %s, and leaves again when it does', async (_what, change) => {
    await asTenant(async (tx) => {
      const skuId = skuIds[0] ?? '';
      await adjustStock(tx, deps(), { tenantId, skuId, kind: 'adjust', quantity: -3, reason: '', actor: 'user:test' });
      await tx.execute(change);
    });
    await world.jobs.settle();
    expect([pushes(), await problems()]).toEqual([[], ['', '', '']]);
    await world.db.query(`update shop set is_active = true, settings = '{"isStockPublishOn": true}' where id = '${shopId}'`);
    await asTenant((tx) => world.jobs.enqueue(tx, publishShopJob, tenantId, { shopId }));
    await world.jobs.settle();
    expect(pushes()).toEqual([`stock V-${codes[0]}=7`]);
  });
});

test('a shop of more variants than one transaction looks at gets every number', async () => {
  const code = codes[0];
  const many = 450;
  await world.db.query(`
    insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code)
    select 'ten_a', 'many_' || n, 'lst_${code}', '${shopId}', 'M-${code}-' || n, '' from generate_series(1, ${many}) n`);
  await world.db.query(
    `insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
     select 'ten_a', 'many_' || n, $1, 1, 'person' from generate_series(1, ${many}) n`,
    [skuIds[0]],
  );
  await asTenant((tx) => world.jobs.enqueue(tx, publishShopJob, tenantId, { shopId }));
  await world.jobs.settle();
  const pushed = market.calls.filter((call) => call.startsWith(`stock M-${code}-`));
  expect([pushed.length, new Set(pushed).size]).toEqual([many, many]);
  expect(pushed.every((call) => call.endsWith('=10'))).toBe(true);
});
