import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createMarketHub, type MarketHub } from './test/market-hub.ts';

let world: MarketHub;
beforeAll(async () => {
  world = await createMarketHub();
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  const { body } = await world.call<{ items: { id: string }[] }>('GET', '/api/rules');
  for (const { id } of body.items) await world.call('DELETE', `/api/rules/${id}`);
});

type Rule = { id: string; name: string; position: number; version: number };
const addRule = async (name: string, more: object = {}) =>
  (await world.call<Rule>('POST', '/api/rules', { name, conditions: {}, action: 'fulfil', ...more })).body;
const names = async () => (await world.call<{ items: Rule[] }>('GET', '/api/rules')).body.items.map(({ name }) => name);
const bulk = async (action: string, orderIds: string[], reason?: string) => {
  const { body } = await world.call<{ results: object[] }>('POST', '/api/orders/bulk', { action, orderIds, ...(reason ? { reason } : {}) });
  return body.results;
};

test('a rule is made, read, changed under its version, moved and deleted', async () => {
  const first = await addRule('First');
  await addRule('Second');
  await addRule('Third');
  const change = (version: number, more: object) =>
    world.call<Rule>('PUT', `/api/rules/${first.id}`, { ...first, ...more }, { 'if-match': `"${version}"` });
  const changed = await change(1, { name: 'Changed', position: 3 });
  expect(changed).toMatchObject({ status: 200, body: { name: 'Changed', position: 3, version: 2 } });
  expect(changed.headers.get('etag')).toBe('"2"');
  expect(await names()).toEqual(['Second', 'Third', 'Changed']);
  expect(await change(1, { name: 'Stale' })).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  expect(await world.call('DELETE', `/api/rules/${first.id}`)).toMatchObject({ status: 204 });
  expect(await world.call('DELETE', `/api/rules/${first.id}`)).toMatchObject({ status: 404 });
  expect(await names()).toEqual(['Second', 'Third']);
  expect(await world.call('POST', '/api/rules', { name: '', conditions: {}, action: 'fulfil' })).toMatchObject({ status: 400 });
});

test('a preview tells what a rule would have done, and does nothing', async () => {
  const gb = await world.place('GB');
  const id = await world.place('ID');
  const { body } = await world.call<{ examples: { orderId: string; why: string }[] }>('POST', '/api/rules/preview', {
    conditions: { shopIds: [gb.shopId] },
    action: 'fulfil',
  });
  expect(body.examples.map(({ orderId }) => orderId)).toContain(gb.orderId);
  expect(body.examples.map(({ orderId }) => orderId)).not.toContain(id.orderId);
  expect((await world.detail(gb.orderId)).fulfilState).toBe('none');
});

test('an order that comes in is shipped by the first rule that matches, without a click, and says why', async () => {
  await addRule('Cheap British orders', { conditions: { currency: 'GBP', totalAtMost: '100000' } });
  const { orderId, externalId } = await world.place('GB');
  const order = await world.until(orderId, ({ printJobs }) => printJobs.length > 0);
  expect(order.ruleExplanation).toContain('Cheap British orders');
  expect(world.ships(externalId).effects).toBe(1);
  const other = await world.place('ID');
  expect((await world.detail(other.orderId)).fulfilState).toBe('none');
});

test('one order by the rules: a rule that holds is obeyed and answered in words', async () => {
  const { orderId, externalId } = await world.place('US');
  await addRule('Look at all', { action: 'hold' });
  const path = `/api/fulfillment/auto/${orderId}`;
  expect(await world.call('POST', path)).toMatchObject({
    status: 202,
    body: { outcome: 'held', message: expect.stringContaining('Look at all') },
  });
  expect(world.ships(externalId).calls).toBe(0);
  expect(await world.call('POST', '/api/fulfillment/auto/ord_nobody')).toMatchObject({ status: 404 });
});

test('all pending orders by the rules: a run that can be followed to its end', async () => {
  const waiting = [await world.place('ID'), await world.place('ID')];
  const left = await world.place('US');
  await addRule('Indonesia', { conditions: { shopIds: [waiting[0]?.shopId] } });
  const { status, body } = await world.call<{ run: { id: string } }>('POST', '/api/v1/platforms/orders/auto-fulfill');
  expect(status).toBe(202);
  const run = await vi.waitFor(
    async () => {
      const answer = await world.call<{ status: string; message: string }>('GET', `/api/runs/${body.run.id}`);
      expect(answer.body).toMatchObject({ status: 'succeeded' });
      return answer.body;
    },
    { timeout: 30_000, interval: 50 },
  );
  expect(run.message).toMatch(/of \d+ pending orders are being shipped/);
  for (const { orderId, externalId } of waiting) {
    await world.until(orderId, ({ printJobs }) => printJobs.length > 0);
    expect(world.ships(externalId).effects).toBe(1);
  }
  expect((await world.detail(left.orderId)).fulfilState).toBe('none');
});

test('held orders are not shipped until they are released; each order of a bulk gets its own answer', async () => {
  const held = await world.place('ID');
  const free = await world.place('GB');
  expect(await bulk('hold', [held.orderId], 'Wrong address')).toMatchObject([{ outcome: 'held', message: 'Wrong address' }]);
  const both = await bulk('fulfil', [held.orderId, free.orderId, 'ord_nobody']);
  expect(both).toMatchObject([
    { outcome: 'held', message: expect.stringContaining('Wrong address') },
    { outcome: 'started' },
    { outcome: 'not-found' },
  ]);
  await world.until(free.orderId, ({ printJobs }) => printJobs.length > 0);
  expect(world.ships(held.externalId).calls).toBe(0);
  expect(await bulk('release', [held.orderId])).toMatchObject([{ outcome: 'done' }]);
  expect(await bulk('fulfil', [held.orderId])).toMatchObject([{ outcome: 'started' }]);
  await world.until(held.orderId, ({ printJobs }) => printJobs.length > 0);
  expect(world.ships(held.externalId).effects).toBe(1);
});

test('labels that were printed are not printed again in bulk; those without a label say so', async () => {
  const { orderId } = await world.place('GB');
  const bare = await world.place('GB');
  expect(await bulk('print', [bare.orderId])).toMatchObject([{ outcome: 'skipped', message: 'It has no label yet. Fulfil it first.' }]);
  await bulk('fulfil', [orderId]);
  const { printJobs } = await world.until(orderId, (order) => order.printJobs.length > 0);
  expect(await bulk('print', [orderId])).toMatchObject([{ outcome: 'skipped', message: expect.stringContaining('in the queue') }]);
  await world.call('POST', `/api/printers/queue/${printJobs[0]?.id}/cancel`);
  expect(await bulk('print', [orderId])).toMatchObject([{ outcome: 'started', message: '1 label in the queue' }]);
});

test('many orders with own carriers: one wrong carrier does not stop the others', async () => {
  const good = await world.place('ID', { shippingType: 'SELLER' });
  const bad = await world.place('ID', { shippingType: 'SELLER' });
  const orders = [
    { orderId: good.orderId, trackingNumber: 'OWN7654321', carrier: 'J&T Express' },
    { orderId: bad.orderId, trackingNumber: 'OWN7654322', carrier: 'Nobody' },
  ];
  const { body } = await world.call('POST', '/api/v1/platforms/orders/bulk-fulfill', { orders });
  expect(body).toMatchObject({ results: [{ outcome: 'started' }, { outcome: 'started' }] });
  expect(await world.until(good.orderId, ({ fulfilState }) => fulfilState === 'done')).toMatchObject({ trackingNumbers: ['OWN7654321'] });
  await world.until(bad.orderId, ({ fulfilState }) => fulfilState === 'failed');
});
