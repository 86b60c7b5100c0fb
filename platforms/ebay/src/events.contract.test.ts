import { describe, expect, it, vi } from 'vitest';
import { type EbayWorld, makeSandboxWorld } from './test/sandbox-world.ts';

const topicOf = ({ rawBody }: { rawBody: Uint8Array }) =>
  (JSON.parse(Buffer.from(rawBody).toString()) as { metadata: { topic: string } }).metadata.topic;

async function verdictOf(world: EbayWorld, topic: string) {
  await world.control.webhooksSettled();
  const event = world.receiver.received.find((one) => topicOf(one) === topic);
  if (!event) throw new Error(`no ${topic} came in`);
  const headers = { 'x-ebay-signature': String(event.headers['x-ebay-signature']) };
  return world.platform.verifyWebhook({ headers, rawBody: event.rawBody });
}

const calls = (world: EbayWorld, api: string) => world.control.callLog().filter((call) => call.api === api).length;

describe('events of eBay', () => {
  it('are subscribed to once, however often they are asked for, and come signed', async () => {
    await using world = await makeSandboxWorld({ isSubscribing: true });
    const { platform, access, receiver } = world;
    await platform.connect.subscribe?.(access, receiver.url);
    await platform.connect.subscribe?.(access, receiver.url);
    expect(calls(world, 'destinations.create')).toBe(1);
    expect(calls(world, 'subscriptions.create')).toBe(3);
    const id = await world.placeOrder();
    expect(await verdictOf(world, 'ORDER_CONFIRMATION')).toMatchObject({
      isGenuine: true,
      event: { externalShopId: access.externalId, hint: { kind: 'order', externalOrderIds: [id] } },
    });
  });

  it('say so when the keyset may not hear of orders', async () => {
    await using world = await makeSandboxWorld({ isSubscribing: true });
    world.control.addFault({ kind: 'refuse', api: 'subscriptions.create', code: 195011, next: 1 });
    await expect(world.platform.connect.subscribe?.(world.access, world.receiver.url)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('that the keyset may not follow do not keep the others away', async () => {
    await using world = await makeSandboxWorld({ isSubscribing: true });
    const subscribing = world.platform.connect.subscribe?.(world.access, world.receiver.url);
    await vi.waitUntil(() => calls(world, 'subscriptions.create') === 1, { interval: 1 });
    world.control.addFault({ kind: 'refuse', api: 'subscriptions.create', code: 195011, next: 1 });
    await subscribing;
    expect(calls(world, 'subscriptions.create')).toBe(3);
    expect(world.control.faults()).toMatchObject([{ struck: 1 }]);
  });

  it('are asked for by two processes at once without doubling', async () => {
    await using world = await makeSandboxWorld({ isSubscribing: true });
    const { platform, access, receiver, control } = world;
    await Promise.all([platform.connect.subscribe?.(access, receiver.url), platform.connect.subscribe?.(access, receiver.url)]);
    expect(calls(world, 'destinations.create')).toBeLessThanOrEqual(2);
    await world.placeOrder();
    await control.webhooksSettled();
    const confirmations = receiver.received.filter((one) => topicOf(one) === 'ORDER_CONFIRMATION');
    expect(new Set(confirmations.map(({ rawBody }) => Buffer.from(rawBody).toString())).size).toBe(confirmations.length);
  });

  it('need one look at the key, and none for forgeries of the same key', async () => {
    await using world = await makeSandboxWorld();
    const event = await world.eventAbout(await world.placeOrder());
    for (let i = 0; i < 5; i++) expect(await world.platform.verifyWebhook(event)).toMatchObject({ isGenuine: true });
    expect(await world.platform.verifyWebhook({ ...event, rawBody: Buffer.from('{}') })).toEqual({ isGenuine: false, reason: 'signature' });
    expect(calls(world, 'notification.public-key')).toBe(1);
  });

  it('with a key that eBay does not have are refused, with one question for it', async () => {
    await using world = await makeSandboxWorld();
    const signature = { alg: 'ecdsa', kid: 'ffffffff-0000-4000-8000-000000000000', signature: 'MEUC', digest: 'SHA1' };
    const headers = { 'x-ebay-signature': Buffer.from(JSON.stringify(signature)).toString('base64') };
    for (let i = 0; i < 3; i++) {
      const verdict = await world.platform.verifyWebhook({ headers, rawBody: Buffer.from('{}') });
      expect(verdict).toEqual({ isGenuine: false, reason: 'signature' });
    }
    expect(calls(world, 'notification.public-key')).toBe(1);
  });

  it('are neither accepted nor refused while the key cannot be fetched', async () => {
    await using world = await makeSandboxWorld();
    const event = await world.eventAbout(await world.placeOrder());
    world.control.addFault({ kind: 'internal-error', api: 'notification.public-key', next: 3 });
    await expect(world.platform.verifyWebhook(event)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await world.platform.verifyWebhook(event)).toMatchObject({ isGenuine: true });
  });

  it('with the newer digest are as good', async () => {
    await using world = await makeSandboxWorld({ settings: { signatureDigest: 'SHA256' } });
    expect(await world.platform.verifyWebhook(await world.eventAbout(await world.placeOrder()))).toMatchObject({ isGenuine: true });
  });

  it('tell that the seller took the consent back', async () => {
    await using world = await makeSandboxWorld();
    world.control.revoke(world.access.externalId);
    expect(await verdictOf(world, 'AUTHORIZATION_REVOCATION')).toMatchObject({
      isGenuine: true,
      event: { externalShopId: world.access.externalId, hint: { kind: 'authorization-ended' } },
    });
    const orders = world.platform.orders?.fetchOrders(world.access, ['12-34567-89012']);
    await expect(orders).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
