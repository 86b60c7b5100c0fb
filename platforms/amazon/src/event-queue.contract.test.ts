import { Secret } from '@shopfleet/kernel';
import { noLimit, type Platform } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { createAmazon } from './amazon.ts';
import { makeSandboxWorld } from './test/sandbox-world.ts';

const address = 'https://hub.example/events';

function queueOf({ eventQueue }: Platform) {
  if (!eventQueue) throw new Error('the adapter has no queue');
  return eventQueue;
}
const queueSecret = new Secret('another');
const still = () => new AbortController().signal;

describe('the queue of Amazon’s events', () => {
  it.each(['documented', 'camel'] as const)('hands on an order event in the %s spelling until it is confirmed', async (eventSpelling) => {
    await using world = await makeSandboxWorld({ hasQueue: true, settings: { eventSpelling } });
    await world.platform.connect.subscribe?.(world.access, address);
    const id = await world.placeOrder();
    await world.sandbox.control.webhooksSettled();
    const queue = queueOf(world.platform);
    const first = await queue.pull(still());
    expect(first.events.map(({ event }) => event)).toMatchObject([
      { topic: 'ORDER_CHANGE', externalShopId: world.access.externalId, hint: { kind: 'order', externalOrderIds: [id] } },
    ]);
    await world.sandbox.control.advance(150_000);
    const again = await queue.pull(still());
    expect(again.events[0]?.event.dedupeKey).toBe(first.events[0]?.event.dedupeKey);
    await again.confirm();
    expect(world.sandbox.control.messages()).toEqual([]);
  });

  it('is asked for once by every shop of a seller, however often', async () => {
    await using world = await makeSandboxWorld({ hasQueue: true });
    const other = await world.shopOf('CA');
    for (const access of [world.access, other, world.access]) await world.platform.connect.subscribe?.(access, address);
    const { callsByApi } = world.sandbox.control.counters();
    expect(callsByApi).toMatchObject({ createDestination: 1, createSubscription: 1 });
    world.sandbox.control.createOrder({ shopId: other.externalId, status: 'UNSHIPPED' });
    await world.sandbox.control.webhooksSettled();
    const { events } = await queueOf(world.platform).pull(still());
    expect(events.map(({ event }) => event.externalShopId)).toEqual([other.externalId]);
  });

  it('ends its long wait at once when it is told to', async () => {
    await using world = await makeSandboxWorld({ hasQueue: true });
    const stop = new AbortController();
    const waiting = queueOf(world.platform).pull(stop.signal);
    setTimeout(() => stop.abort(), 100);
    const startedMs = performance.now();
    expect((await waiting).events).toEqual([]);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect((await queueOf(world.platform).pull(stop.signal)).events).toEqual([]);
  });

  it('says that it is refused when its key is wrong', async () => {
    await using world = await makeSandboxWorld({
      hasQueue: true,
      more: ({ queue }) => ({ sqs: { queueUrl: queue.url, queueArn: queue.arn, accessKeyId: 'AKIAOTHER', secretAccessKey: queueSecret } }),
    });
    await expect(queueOf(world.platform).pull(still())).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is not there where nobody set it up; without a key for posts either, events are said to be missing', async () => {
    await using world = await makeSandboxWorld();
    expect(world.platform.eventQueue).toBeUndefined();
    expect(world.platform.connect.subscribe).toBeUndefined();
    expect(world.platform.manifest.unsupported).not.toHaveProperty('order-events');
    const deaf = createAmazon({ clientId: 'c', clientSecret: queueSecret, limiter: noLimit });
    expect(deaf.manifest.unsupported).toHaveProperty('order-events');
    await deaf.close();
  });
});
