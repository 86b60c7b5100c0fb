import { expect } from 'vitest';
import { failureOf, fetchOne, listAll, ordersOf } from './contract-steps.ts';
import type { ContractTests } from './contract-world.ts';

/** What reading orders must do. */
export const orderContract: ContractTests = {
  'reads an order twice to the same result': async (world) => {
    const id = await world.placeOrder();
    const first = await fetchOne(world, id);
    expect(await fetchOne(world, id)).toEqual(first);
    expect(first.externalId).toBe(id);
    expect(first.lines.length).toBeGreaterThan(0);
    expect(first.status).toBe('to_arrange');
  },

  'lists every order once, over several pages, oldest change first': async (world) => {
    const ids: string[] = [];
    for (let i = 0; i <= world.pageSize; i++) ids.push(await world.placeOrder());
    const { orders, pages } = await listAll(world);
    expect(pages).toBeGreaterThan(1);
    expect(orders.map(({ externalId }) => externalId).toSorted()).toEqual(ids.toSorted());
    expect(orders.map(({ version }) => version)).toEqual(orders.map(({ version }) => version).toSorted((a, b) => a - b));
  },

  'shows a cancelled order as cancelled, with a version that is not older': async (world) => {
    const id = await world.placeOrder();
    const before = await fetchOne(world, id);
    await world.cancelOrder(id);
    const after = await fetchOne(world, id);
    expect(after.status).toBe('cancelled');
    expect(after.version).toBeGreaterThanOrEqual(before.version);
    expect(after.lines.every(({ status }) => status === 'cancelled')).toBe(true);
  },

  'finds an order by polling when its event was lost': async (world) => {
    await world.loseEvents();
    const id = await world.placeOrder();
    expect((await listAll(world)).orders.map(({ externalId }) => externalId)).toContain(id);
  },

  'leaves out orders that the shop does not have': async (world) => {
    const id = await world.placeOrder();
    const unknown = `${id.slice(0, -1)}${id.endsWith('9') ? '1' : '9'}`;
    const found = await ordersOf(world).fetchOrders(world.access, [unknown, id]);
    expect(found.map(({ externalId }) => externalId)).toEqual([id]);
    expect(await ordersOf(world).fetchOrders(world.access, [unknown])).toEqual([]);
  },

  'refreshes an expired token once for many calls and carries on': async (world) => {
    const id = await world.placeOrder();
    await world.expireToken();
    await Promise.all(Array.from({ length: 10 }, () => fetchOne(world, id)));
    expect(world.refreshes()).toBe(1);
  },

  'waits and repeats a read when the platform says: too many': async (world) => {
    const id = await world.placeOrder();
    await world.cause({ kind: 'too-many', on: 'orders', times: 1 });
    expect((await fetchOne(world, id)).externalId).toBe(id);
  },

  'says rate-limited, and until when, while the platform insists': async (world) => {
    const id = await world.placeOrder();
    await world.cause({ kind: 'too-many', on: 'orders', times: 50 });
    const failure = await failureOf(fetchOne(world, id));
    expect(failure.kind).toBe('rate-limited');
    expect(failure.retryAt).toBeInstanceOf(Date);
  },

  'repeats a read when the platform breaks, and says unavailable when it stays broken': async (world) => {
    const id = await world.placeOrder();
    await world.cause({ kind: 'broken', on: 'orders', times: 1 });
    expect((await fetchOne(world, id)).externalId).toBe(id);
    await world.cause({ kind: 'broken', on: 'orders', times: 50 });
    expect((await failureOf(fetchOne(world, id))).kind).toBe('unavailable');
  },

  'accepts a genuine event and knows its order': async (world) => {
    const id = await world.placeOrder();
    const verdict = await world.platform.verifyWebhook(await world.eventAbout(id));
    expect(verdict).toMatchObject({
      isGenuine: true,
      event: { externalShopId: world.access.externalId, hint: { kind: 'order', externalOrderIds: [id] } },
    });
  },

  'refuses an event whose body or signature was changed': async (world) => {
    const event = await world.eventAbout(await world.placeOrder());
    const changedBody = Uint8Array.from(event.rawBody, (byte, index) => (index === 10 ? byte ^ 1 : byte));
    expect(await world.platform.verifyWebhook({ ...event, rawBody: changedBody })).toEqual({ isGenuine: false, reason: 'signature' });
    expect(await world.platform.verifyWebhook({ ...event, headers: {} })).toEqual({ isGenuine: false, reason: 'signature' });
  },
};
