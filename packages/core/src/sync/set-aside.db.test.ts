import { syncRoutes } from '@shopfleet/contracts';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from '../audit/index.ts';
import { buildOrder } from '../orders/test/build-order.ts';
import { otherTenantId, tenantId } from '../orders/test/order-world.ts';
import { acceptEvent, pollOrdersJob, registerSetAsideRoutes } from './index.ts';
import { type Answer, appOf } from './test/sync-app.ts';
import { createSyncWorld, type SyncWorld } from './test/sync-world.ts';
import { createTestMarket, marketEvent, type TestMarket } from './test/test-market.ts';

let world: SyncWorld;
let market: TestMarket;
let call: (method: string, path: string, body?: object) => Promise<Answer>;
let callOther: typeof call;
beforeAll(async () => {
  market = createTestMarket();
  world = await createSyncWorld(market);
  call = appOf(tenantId, (app) => registerSetAsideRoutes(app, world.deps));
  callOther = appOf(otherTenantId, (app) => registerSetAsideRoutes(app, world.deps));
});
afterAll(() => world[Symbol.asyncDispose]());

const parkedPage = z.object({ items: z.array(syncRoutes.parkedEventSchema), nextCursor: z.string().nullable(), total: z.number() });
const parked = async (query = '') => parkedPage.parse((await call('GET', `/api/sync/parked${query}`)).body);
const resultsSchema = z.object({
  done: z.number(),
  results: z.array(z.object({ id: z.string(), isDone: z.boolean(), problem: z.string() })),
});
const asked = async (path: string, body: object) => resultsSchema.parse((await call('POST', path, body)).body);
const stateOf = async (id: string) => (await world.db.query('select state, reason from inbound_event where id = $1', [id]))[0];

/** An event about an order that the shop does not have: it is set aside. */
async function park(externalId: string, shop = '7001'): Promise<string> {
  world.clock.advance(1_000);
  await acceptEvent(world.deps, {
    platform: 'test_market',
    ...marketEvent({ id: `evt-${externalId}`, shop, hint: { kind: 'order', externalOrderIds: [externalId] } }),
  });
  await world.jobs.settle();
  const [row] = await world.db.query<{ id: string }>('select id from inbound_event where dedupe_key = $1', [`evt-${externalId}`]);
  return row?.id ?? '';
}

test('events that were set aside are listed with reason, shop and age, newest first, and for their organisation alone', async () => {
  const ids = [await park('list-1'), await park('list-2'), await park('list-3')];
  const first = await parked('?limit=2');
  expect(first).toMatchObject({ total: 3, items: [{ id: ids[2] }, { id: ids[1] }] });
  expect(first.items[0]).toMatchObject({
    shopName: 'Shop A',
    platformTitle: 'Test Market',
    topic: 'order',
    about: ['list-3'],
    reason: 'The shop does not have the order list-3',
  });
  expect((await parked(`?limit=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual([ids[0]]);
  expect((await parked('?shopId=shp_b')).items).toEqual([]);
  expect((await callOther('GET', '/api/sync/parked')).body).toMatchObject({ items: [], total: 0 });
  await asked('/api/sync/parked/dismiss', { ids, reason: 'end of this test' });
});

test('after a fix they are taken up again; what is still wrong comes back with its reason', async () => {
  const [fixed, broken] = [await park('retry-1'), await park('retry-2')];
  market.orders.set('retry-1', buildOrder({ externalId: 'retry-1' }));
  const { done, results } = await asked('/api/sync/parked/retry', { ids: [fixed, broken, 'evt_none'] });
  expect(done).toBe(2);
  expect(results).toEqual([
    { id: fixed, isDone: true, problem: '' },
    { id: broken, isDone: true, problem: '' },
    { id: 'evt_none', isDone: false, problem: 'It is not set aside, or not any more' },
  ]);
  await world.jobs.settle();
  expect(await stateOf(fixed)).toEqual({ state: 'processed', reason: '' });
  expect(await stateOf(broken)).toEqual({ state: 'parked', reason: 'The shop does not have the order retry-2' });
  expect(await world.db.query(`select status from orders where external_id = 'retry-1'`)).toEqual([{ status: 'to_arrange' }]);
  await asked('/api/sync/parked/dismiss', { ids: [broken], reason: 'end of this test' });
});

test('all of a shop are taken up by its id, but not while the shop is not connected', async () => {
  const ids = [await park('shop-1'), await park('shop-2')];
  for (const id of ['shop-1', 'shop-2']) market.orders.set(id, buildOrder({ externalId: id }));
  await world.db.query(`update shop set is_active = false where id = 'shp_a'`);
  expect(await asked('/api/sync/parked/retry', { shopId: 'shp_a' })).toEqual({
    done: 0,
    results: ids.map((id) => ({ id, isDone: false, problem: 'Its shop is not connected' })),
  });
  await world.db.query(`update shop set is_active = true where id = 'shp_a'`);
  expect(await asked('/api/sync/parked/retry', { shopId: 'shp_a' })).toMatchObject({ done: 2 });
  await world.jobs.settle();
  for (const id of ids) expect(await stateOf(id)).toMatchObject({ state: 'processed' });
  expect(await call('POST', '/api/sync/parked/retry', {})).toMatchObject({ status: 400 });
});

test('an event of a shop that nobody has stays, and nobody sees it', async () => {
  const id = await park('nobody', '7777');
  expect(await stateOf(id)).toMatchObject({ state: 'parked' });
  expect((await parked()).items).toEqual([]);
  expect(await asked('/api/sync/parked/retry', { ids: [id] })).toMatchObject({ done: 0 });
  expect(await stateOf(id)).toMatchObject({ state: 'parked' });
});

test('others can neither retry nor dismiss what is ours', async () => {
  const id = await park('ours');
  expect((await callOther('POST', '/api/sync/parked/retry', { ids: [id] })).body).toMatchObject({ done: 0 });
  expect((await callOther('POST', '/api/sync/parked/dismiss', { ids: [id], reason: 'x' })).body).toMatchObject({ done: 0 });
  expect(await stateOf(id)).toMatchObject({ state: 'parked' });
});

test('a person may leave it at that: with a reason, in the audit trail, once', async () => {
  const [{ id = '' } = {}] = (await parked()).items;
  expect(await asked('/api/sync/parked/dismiss', { ids: [id], reason: 'tested by the marketplace' })).toMatchObject({ done: 1 });
  expect(await stateOf(id)).toEqual({
    state: 'ignored',
    reason: 'Dismissed: tested by the marketplace · it had been set aside: The shop does not have the order ours',
  });
  expect(await asked('/api/sync/parked/dismiss', { ids: [id], reason: 'again' })).toMatchObject({ done: 0 });
  const [entry] = await world.db.query(
    `select action, subject_id, detail, actor_id from audit_entry where action = 'event.dismissed' order by number desc limit 1`,
  );
  expect(entry).toMatchObject({ subject_id: id, actor_id: 'usr_1', detail: { reason: 'tested by the marketplace', events: [id] } });
  expect(await world.deps.db.asTenant(tenantId, verifyAudit)).toMatchObject({ isIntact: true });
});

test('a job that gave up is shown with its error and runs again, for its own organisation alone', async () => {
  const jobsPage = z.object({ items: z.array(syncRoutes.failedJobSchema), nextCursor: z.string().nullable() });
  const failed = async () => jobsPage.parse((await call('GET', '/api/sync/failed-jobs')).body).items;
  market.failNext.push(new PlatformFailure('forbidden', 'the scope is missing, token=TTP_abcDEF123456789'));
  await world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, pollOrdersJob, tenantId, { shopId: 'shp_a' }));
  await world.jobs.settle();
  const [job] = await failed();
  expect(job).toMatchObject({ kind: 'orders.poll', about: { shopId: 'shp_a' }, shopName: 'Shop A', attempts: 1 });
  expect(job?.error).toMatch(/^the scope is missing/);
  expect(job?.error).not.toContain('abcDEF');
  const ids = [job?.id ?? ''];
  expect((await callOther('GET', '/api/sync/failed-jobs')).body).toMatchObject({ items: [] });
  expect((await callOther('POST', '/api/sync/failed-jobs/retry', { ids })).body).toMatchObject({ done: 0 });
  await world.db.query(`update connection set status = 'connected' where id = 'con_a'`);
  expect(await asked('/api/sync/failed-jobs/retry', { ids: [...ids, 'nonsense'] })).toMatchObject({
    done: 1,
    results: [{ isDone: true }, { id: 'nonsense', isDone: false }],
  });
  await world.jobs.settle();
  expect(await failed()).toEqual([]);
  const cursor = Buffer.from(JSON.stringify([1e300, 'x'])).toString('base64url');
  expect(await call('GET', `/api/sync/failed-jobs?cursor=${cursor}`)).toMatchObject({ status: 400 });
});
