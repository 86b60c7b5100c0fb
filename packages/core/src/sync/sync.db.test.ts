import type { Tx } from '@shopfleet/db';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { tenantId } from '../orders/test/order-world.ts';
import { adjustStock, createSku } from '../stock/index.ts';
import {
  acceptEvent,
  databaseNow,
  findRun,
  pollListingsJob,
  pollOrdersJob,
  redriveEvents,
  requestFirstSync,
  tickOffOrders,
  tickSync,
} from './index.ts';
import { openShopRun } from './run-shops.ts';
import { createSyncWorld, type SyncWorld } from './test/sync-world.ts';
import { createTestMarket, marketEvent } from './test/test-market.ts';

const market = createTestMarket();
let world: SyncWorld;
beforeAll(async () => {
  world = await createSyncWorld(market);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});
beforeEach(() => {
  market.calls.length = 0;
});

const orderEvent = (id: string, ...externalOrderIds: string[]) => marketEvent({ id, hint: { kind: 'order', externalOrderIds } });
const accept = (call: { headers: Record<string, string>; rawBody: Uint8Array }) =>
  acceptEvent(world.deps, { platform: 'test_market', ...call });
const eventState = async (key: string) =>
  (await world.db.query<{ state: string; reason: string }>('select state, reason from inbound_event where dedupe_key = $1', [key]))[0];
const orderStatus = async (externalId: string) =>
  (await world.db.query<{ status: string }>('select status from orders where external_id = $1', [externalId]))[0]?.status;

describe('an event', () => {
  test('is stored byte for byte, followed up, and ends processed', async () => {
    market.orders.set('e-1', buildOrder({ externalId: 'e-1' }));
    const call = orderEvent('evt-1', 'e-1');
    expect(await accept(call)).toBe('stored');
    await world.jobs.settle();
    expect(await orderStatus('e-1')).toBe('to_arrange');
    expect(await eventState('evt-1')).toEqual({ state: 'processed', reason: '' });
    const [stored] = await world.db.query<{ body: Buffer }>(`select body from inbound_event where dedupe_key = 'evt-1'`);
    expect(stored?.body.equals(call.rawBody)).toBe(true);
  });

  test('that comes again is acknowledged and changes nothing', async () => {
    market.orders.set('e-2', buildOrder({ externalId: 'e-2' }));
    const call = orderEvent('evt-2', 'e-2');
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(call)));
    expect(answers.sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'stored']);
    await world.jobs.settle();
    expect(market.calls).toEqual(['fetch 1']);
  });

  test('with a wrong signature, or that is no event, leaves nothing', async () => {
    const before = await world.db.query('select count(*) from inbound_event');
    expect(await accept({ ...orderEvent('evt-x', 'e'), headers: { 'x-signature': '00' } })).toBe('bad-signature');
    expect(await accept(marketEvent(Buffer.from([0xff, 0xfe])))).toBe('not-an-event');
    expect(await world.db.query('select count(*) from inbound_event')).toEqual(before);
  });

  test('about a buyer to be forgotten is kept without who it is, and all orders are gone through', async () => {
    const gone = (id: string, ...accounts: string[]) =>
      marketEvent({ id, shop: '', topic: 'account', hint: { kind: 'buyer-gone', accounts } });
    const answers = await Promise.all(
      [gone('gone-1', 'Ada_B', 'u-1'), gone('gone-1', 'Ada_B', 'u-1'), gone('gone-2', 'ada_b')].map((call) => accept(call)),
    );
    expect(answers.toSorted()).toEqual(['duplicate', 'stored', 'stored']);
    const kept = await world.db.query(`select to_jsonb(e) - 'body' as event, body from inbound_event e where dedupe_key like 'gone-%'`);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/ada_b|u-1/i);
    for (const { body, event } of kept) {
      expect(body).toHaveLength(0);
      expect(event).toMatchObject({ state: 'processed', tenant_id: null });
    }
    expect(await world.db.query('select platform from forgotten_buyer')).toEqual([
      { platform: 'test_market' },
      { platform: 'test_market' },
    ]);
    await world.jobs.settle();
    expect(await world.db.query('select from forgotten_buyer where looked_at is null')).toEqual([]);
  });

  test('about several shops is followed up for each; one that ends an authorization leaves no trace for shops that are not connected', async () => {
    const call = marketEvent({ id: 'many', otherShops: ['7002', '7009'], topic: 'ended', hint: { kind: 'authorization-ending' } });
    expect(await accept(call)).toBe('stored');
    expect(await accept(call)).toBe('duplicate');
    await world.jobs.settle();
    const kept = await world.db.query(
      `select dedupe_key as key, tenant_id as tenant, state from inbound_event where dedupe_key like 'many%' order by 1`,
    );
    expect(kept).toEqual([
      { key: 'many', tenant: 'ten_a', state: 'processed' },
      { key: 'many:7002', tenant: 'ten_b', state: 'processed' },
      { key: 'many:7009', tenant: null, state: 'ignored' },
    ]);
  });

  test('of an unknown shop is parked, and taken up once the shop is connected', async () => {
    market.orders.set('e-3', buildOrder({ externalId: 'e-3' }));
    const call = marketEvent({ id: 'evt-3', shop: '7009', hint: { kind: 'order', externalOrderIds: ['e-3'] } });
    expect(await accept(call)).toBe('parked');
    expect(await eventState('evt-3')).toEqual({ state: 'parked', reason: 'No connected shop has the id 7009' });
    const again = { platform: 'test_market', externalShopId: '7009', tenantId };
    expect(await redriveEvents(world.deps, again)).toBe(0);
    await world.db.query(`insert into shop (tenant_id, id, connection_id, platform, region, external_id, name, is_active)
      values ('ten_a', 'shp_c', 'con_a', 'test_market', 'US', '7009', 'Shop C', true)`);
    await world.deps.db.asTenant(tenantId, (tx) => requestFirstSync(tx, world.jobs, { tenantId, shopId: 'shp_c' }));
    await world.jobs.settle();
    expect(await eventState('evt-3')).toEqual({ state: 'processed', reason: '' });
    expect(await orderStatus('e-3')).toBe('to_arrange');
    await world.db.query(`update shop set is_active = false where id = 'shp_c'`);
  });

  test('about an order that the shop does not have is parked with that reason', async () => {
    await accept(orderEvent('evt-4', 'e-none'));
    await world.jobs.settle();
    expect(await eventState('evt-4')).toEqual({ state: 'parked', reason: 'The shop does not have the order e-none' });
  });

  test('waits out a marketplace that says "later", and is parked when it says "no"', async () => {
    market.orders.set('e-5', buildOrder({ externalId: 'e-5' }));
    market.failNext.push(new PlatformFailure('rate-limited', 'slow down', { retryAt: new Date(Date.now() + 200) }));
    await accept(orderEvent('evt-5', 'e-5'));
    await expect.poll(() => eventState('evt-5'), { timeout: 8_000 }).toMatchObject({ state: 'processed' });
    market.failNext.push(new PlatformFailure('invalid', 'this id is nonsense'));
    await accept(orderEvent('evt-6', 'e-5'));
    await world.jobs.settle();
    expect(await eventState('evt-6')).toEqual({ state: 'parked', reason: 'this id is nonsense' });
  });

  test('about several orders is processed when the last of them is', async () => {
    for (const id of ['e-7', 'e-8']) market.orders.set(id, buildOrder({ externalId: id }));
    await accept(orderEvent('evt-7', 'e-7', 'e-8'));
    await world.jobs.settle();
    expect(await eventState('evt-7')).toMatchObject({ state: 'processed' });
  });

  test('loses no tick when two of its orders are imported at the same moment', async () => {
    const { database } = world.db;
    await world.db.query(`
      insert into inbound_event (id, tenant_id, platform, shop_id, topic, dedupe_key, body, waiting_for, received_at)
      values ('inb_tick', '${tenantId}', 'test_market', 'shp_a', 't', 'evt-tick', '', '{one,other}', now() - interval '1 minute')`);
    const storedBefore = await databaseNow(database);
    const tick = (tx: Tx, id: string) => tickOffOrders(tx, { tenantId, shopId: 'shp_a', externalOrderIds: [id], storedBefore });
    let other: Promise<void> | undefined;
    await database.asTenant(tenantId, async (tx) => {
      await tick(tx, 'one');
      other = database.asTenant(tenantId, (second) => tick(second, 'other'));
      const isWaiting = () =>
        world.db.query(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
      await expect.poll(async () => (await isWaiting()).length, { timeout: 10_000 }).toBe(1);
    });
    await other;
    expect(await eventState('evt-tick')).toMatchObject({ state: 'processed' });
  });

  test('of a shop that was disconnected since the last one is parked, not followed up', async () => {
    market.orders.set('e-20', buildOrder({ externalId: 'e-20' }));
    expect(await accept(orderEvent('evt-20', 'e-20'))).toBe('stored');
    await world.jobs.settle();
    await world.db.query(`update shop set is_active = false where id = 'shp_a'`);
    expect(await accept(orderEvent('evt-21', 'e-20'))).toBe('parked');
    await world.db.query(`update shop set is_active = true where id = 'shp_a'`);
    expect(await accept(orderEvent('evt-22', 'e-20'))).toBe('stored');
    await world.jobs.settle();
  });

  test('in a burst shares its calls with its neighbours', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `burst-${n}`);
    for (const id of ids) market.orders.set(id, buildOrder({ externalId: id }));
    await Promise.all(ids.map((id) => accept(orderEvent(`evt-${id}`, id))));
    await world.jobs.settle();
    expect(await world.db.query(`select count(*)::int as n from orders where external_id like 'burst-%'`)).toEqual([{ n: 60 }]);
    expect(market.calls.length).toBeLessThan(60);
  });

  test('about a topic that needs nothing is kept and ignored; one about the grant reaches the connection', async () => {
    expect(await accept(marketEvent({ id: 'evt-n', hint: { kind: 'nothing' } }))).toBe('ignored');
    await accept(marketEvent({ id: 'evt-end', hint: { kind: 'authorization-ended' } }));
    await world.jobs.settle();
    expect(await eventState('evt-end')).toMatchObject({ state: 'processed' });
    expect(await world.db.query(`select status from connection where id = 'con_a'`)).toEqual([{ status: 'revoked' }]);
    await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
  });
});

describe('polling', () => {
  const poll = (data: { shopId: string; runId?: string } = { shopId: 'shp_a' }) =>
    world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, pollOrdersJob, tenantId, data));
  const cursor = async () =>
    (
      await world.db.query<{ until: string }>(
        `select position->>'until' as until from sync_cursor where shop_id = 'shp_a' and stream = 'orders'`,
      )
    )[0]?.until;

  test('finds the orders whose event was lost, page by page, and then only what changed', async () => {
    const now = world.clock.now().getTime();
    for (let n = 0; n < 5; n++) market.orders.set(`lost-${n}`, buildOrder({ externalId: `lost-${n}`, version: now - 3_600_000 + n }));
    await poll();
    await world.jobs.settle();
    for (let n = 0; n < 5; n++) expect(await orderStatus(`lost-${n}`)).toBe('to_arrange');
    expect(market.calls).toHaveLength(3);
    expect(await cursor()).toBe(world.clock.now().toISOString());
    world.clock.advance(60_000);
    market.orders.set('lost-0', buildOrder({ externalId: 'lost-0', version: now + 1, status: 'cancelled' }));
    await poll();
    await world.jobs.settle();
    expect(await orderStatus('lost-0')).toBe('cancelled');
    expect(market.calls).toHaveLength(4);
    expect(market.calls.at(-1)).toBe(`list from ${new Date(now - 600_000).toISOString()}`);
  });

  test('shows its progress in a run that names what could not be kept', async () => {
    const now = world.clock.now().getTime();
    world.clock.advance(60_000);
    market.orders.set('run-1', buildOrder({ externalId: 'run-1', version: now + 10 }));
    market.orders.set('lost-0', buildOrder({ externalId: 'lost-0', version: now + 11, status: 'shipped' }));
    const { runId } = await world.deps.db.asTenant(tenantId, (tx) =>
      openShopRun(tx, world.clock, { tenantId, kind: 'orders', shopId: null, shopIds: ['shp_a'], requestedBy: 'user:test' }),
    );
    const joined = await world.deps.db.asTenant(tenantId, (tx) =>
      openShopRun(tx, world.clock, { tenantId, kind: 'orders', shopId: null, shopIds: ['shp_a'], requestedBy: 'user:test' }),
    );
    expect(joined).toEqual({ runId, isNew: false });
    await poll({ shopId: 'shp_a', runId });
    await world.jobs.settle();
    const run = await world.deps.db.asTenant(tenantId, (tx) => findRun(tx, tenantId, runId));
    expect(run).toMatchObject({ status: 'succeeded', failed: 1, problems: [{ subject: 'lost-0' }] });
    expect(run?.processed).toBeGreaterThan(0);
  });

  test('keeps its place when the marketplace refuses, and says why', async () => {
    const before = await cursor();
    market.failNext.push(new PlatformFailure('forbidden', 'the scope is missing'));
    await poll();
    await world.jobs.settle();
    expect(await cursor()).toBe(before);
    const [row] = await world.db.query<{ status: string }>(
      `select position->>'lastStatus' as status from sync_cursor where shop_id = 'shp_a' and stream = 'orders'`,
    );
    expect(row?.status).toBe('failed: the scope is missing');
    await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
  });

  test('is asked for by the clock: every shop and stream that is due, once', async () => {
    world.clock.advance(24 * 3_600_000);
    market.listings.set('L1', {
      externalId: 'L1',
      title: 'Mug',
      status: 'live',
      imageUrl: undefined,
      updatedAt: undefined,
      variants: [{ externalId: 'LV1', sellerCode: 'MUG-1', name: 'blue', price: { minor: 900, currency: 'USD' }, quantity: 7 }],
    });
    await tickSync({ ...world.deps, jobs: world.jobs, openOrderShops: async () => new Set() });
    await world.jobs.settle();
    expect(
      await world.db.query(`select stream, position->>'lastStatus' as status from sync_cursor where shop_id = 'shp_a' order by 1`),
    ).toEqual(['listings', 'orders', 'status', 'stock'].map((stream) => ({ stream, status: 'succeeded' })));
    expect(
      await world.db.query(`select seller_code, seen_quantity from listing_variant where tenant_id = 'ten_a' and external_id = 'LV1'`),
    ).toEqual([{ seller_code: 'MUG-1', seen_quantity: 7 }]);
    market.calls.length = 0;
    await tickSync({ ...world.deps, jobs: world.jobs, openOrderShops: async () => new Set() });
    await world.jobs.settle();
    expect(market.calls).toEqual([]);
  });
});

describe('a reading of all listings', () => {
  const names = ['seen', 'passed-by', 'vanished', 'late'];
  const readAll = async () => {
    world.clock.advance(25 * 3_600_000);
    await world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, pollListingsJob, tenantId, { shopId: 'shp_a' }));
    await world.jobs.settle();
  };
  const gone = async () => {
    const rows = await world.db.query<{ id: string }>(
      `select external_id as id from listing where tenant_id = 'ten_a' and external_id = any($1) and gone_at is not null order by 1`,
      [names],
    );
    return rows.map(({ id }) => id);
  };
  const listing = (externalId: string) => ({
    ...{ externalId, title: externalId, status: 'live', isLive: true, imageUrl: undefined, updatedAt: undefined },
    variants: [{ externalId: `v-${externalId}`, sellerCode: '', name: '', price: undefined, quantity: 1 }],
  });
  beforeAll(async () => {
    for (const name of names) market.listings.set(name, listing(name));
    await readAll();
    market.listings.delete('vanished');
    market.passedBy.add('passed-by');
  });

  test('that breaks off marks nothing, however little it saw', async () => {
    market.calls.length = 0;
    // The first page comes, the second is refused.
    market.failAfter(1, new PlatformFailure('forbidden', 'the scope is missing'));
    await readAll();
    expect(market.calls).toEqual(['listings', 'listings']);
    expect(await gone()).toEqual([]);
    await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
  });

  test('that breaks off while it asks for what it did not see marks nothing that it has no answer for', async () => {
    market.calls.length = 0;
    market.failAfter(2, new PlatformFailure('forbidden', 'the scope is missing'));
    await readAll();
    expect(market.calls).toEqual(['listings', 'listings', 'listing passed-by']);
    expect(await gone()).toEqual([]);
    await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
  });

  test('to its end marks what the marketplace does not know any more, and nothing that it passed by', async () => {
    market.calls.length = 0;
    await readAll();
    expect(market.calls.filter((call) => call.startsWith('listing '))).toEqual(['listing passed-by', 'listing vanished']);
    expect(await gone()).toEqual(['vanished']);
    market.calls.length = 0;
    await readAll();
    expect(market.calls.filter((call) => call.startsWith('listing '))).toEqual(['listing passed-by']);
    expect(await gone()).toEqual(['vanished']);
  });
});

describe('publishing stock', () => {
  test('follows every change, the newest number last, and shows what was accepted', async () => {
    await world.db.query(`update shop set settings = '{"isStockPublishOn": true}' where id = 'shp_a'`);
    const skuId = await world.deps.db.asTenant(tenantId, (tx) =>
      createSku(tx, world.deps, {
        tenantId,
        code: 'MUG-1',
        name: '',
        publishMode: 'buffered',
        buffer: 2,
        safetyStock: 1,
        onHand: 10,
        actor: 'user:test',
      }),
    );
    const line = buildLine({ externalId: 'pub-l1', externalProductId: 'L1', externalVariantId: 'LV1', sellerCode: 'MUG-1', quantity: 3 });
    market.orders.set('pub-1', buildOrder({ externalId: 'pub-1', lines: [line] }));
    await accept(orderEvent('evt-pub', 'pub-1'));
    await world.jobs.settle();
    expect(market.stock.get('LV1')).toBe(10 - 3 - 1 - 2);
    expect(
      await world.db.query(
        `select published_quantity, publish_problem from listing_variant where tenant_id = 'ten_a' and external_id = 'LV1'`,
      ),
    ).toEqual([{ published_quantity: 4, publish_problem: '' }]);
    market.failNext.push(new PlatformFailure('conflict', 'the listing is locked by a promotion'));
    await world.deps.db.asTenant(tenantId, (tx) =>
      adjustStock(tx, world.deps, { tenantId, skuId, kind: 'receipt', quantity: 1, reason: '', actor: 'user:test' }),
    );
    await world.jobs.settle();
    expect(
      await world.db.query(
        `select published_quantity, publish_problem from listing_variant where tenant_id = 'ten_a' and external_id = 'LV1'`,
      ),
    ).toEqual([{ published_quantity: 4, publish_problem: 'the listing is locked by a promotion' }]);
  });
});
