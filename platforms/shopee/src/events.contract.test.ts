import { describe, expect, it } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

function queueOf({ platform }: ShopeeWorld) {
  if (!platform.eventQueue) throw new Error('the platform has no event queue');
  return platform.eventQueue;
}

const running = () => new AbortController().signal;

describe('pushes that were lost', () => {
  it('wait to be fetched, come again until they are confirmed, and are the same events', async () => {
    await using world = await makeSandboxWorld('ID');
    world.control.addFault({ kind: 'webhook-to-lost-queue', api: '*', next: 1_000 });
    const ids = [await world.placeOrder(), await world.placeOrder()];
    await world.control.webhooksSettled();
    const first = await queueOf(world).pull(running());
    const again = await queueOf(world).pull(running());
    expect(again.events.map(({ event }) => event.dedupeKey)).toEqual(first.events.map(({ event }) => event.dedupeKey));
    const about = first.events.flatMap(({ event }) => (event.hint.kind === 'order' ? event.hint.externalOrderIds : []));
    expect(new Set(about)).toEqual(new Set(ids));
    expect(first.events.every(({ event }) => event.externalShopId === world.shopId)).toBe(true);
    await again.confirm();
    expect((await queueOf(world).pull(running())).events).toEqual([]);
    expect(world.control.lostPushes()).toEqual([]);
  });

  it('come in batches until there are no more', async () => {
    await using world = await makeSandboxWorld('ID');
    world.control.addFault({ kind: 'webhook-to-lost-queue', api: '*', next: 1_000 });
    const ids: string[] = [];
    for (let i = 0; i < 120; i++) ids.push(await world.placeOrder());
    await world.control.webhooksSettled();
    const seen = new Set<string>();
    let batches = 0;
    for (let hasMore = true; hasMore; batches++) {
      const batch = await queueOf(world).pull(running());
      for (const { event } of batch.events) if (event.hint.kind === 'order') for (const id of event.hint.externalOrderIds) seen.add(id);
      await batch.confirm();
      hasMore = batch.hasMore;
    }
    expect(batches).toBeGreaterThan(1);
    expect(seen).toEqual(new Set(ids));
  });

  it('are not asked for by someone who stops', async () => {
    await using world = await makeSandboxWorld('ID');
    expect(await queueOf(world).pull(AbortSignal.abort())).toMatchObject({ events: [], hasMore: false });
  });
});

describe('a consent that ends at Shopee', () => {
  it('is told by a push, and refused from then on', async () => {
    await using world = await makeSandboxWorld('ID');
    world.control.revoke(world.shopId);
    const event = await world.eventAbout('user cancel shop authorization');
    expect(await world.platform.verifyWebhook(event)).toMatchObject({
      isGenuine: true,
      event: { externalShopId: world.shopId, hint: { kind: 'authorization-ended' } },
    });
    const failure = await failureOf(world.platform.orders?.fetchOrders(world.access, ['1']) ?? Promise.resolve());
    expect(['auth-expired', 'forbidden']).toContain(failure.kind);
  });

  it('is announced a week before', async () => {
    await using world = await makeSandboxWorld('ID');
    world.control.warnOfExpiration(world.shopId);
    expect(await world.platform.verifyWebhook(await world.eventAbout('shop_expire_soon'))).toMatchObject({
      isGenuine: true,
      event: { externalShopId: world.shopId, hint: { kind: 'authorization-ending' } },
    });
  });
});
