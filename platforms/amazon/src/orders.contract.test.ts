import { readFileSync } from 'node:fs';
import { ManualClock, Secret } from '@shopfleet/kernel';
import { noLimit, type PlatformOrder, type ShopAccess } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { createAmazon } from './amazon.ts';
import { startRecorder } from './test/recorder.ts';
import { type AmazonWorld, makeSandboxWorld } from './test/sandbox-world.ts';

function ordersOf({ platform }: AmazonWorld) {
  if (!platform.orders) throw new Error('the adapter has no orders');
  return platform.orders;
}

async function listAll(world: AmazonWorld, access: ShopAccess = world.access): Promise<PlatformOrder[]> {
  const range = { since: new Date(Date.now() - 3_600_000), until: new Date() };
  return [...(await ordersOf(world).listUpdated(access, range)).orders];
}

describe('orders of Amazon', () => {
  it('come without name and address when the application lacks the role for them', async () => {
    await using world = await makeSandboxWorld({ settings: { hasShippingRole: false } });
    const id = await world.placeOrder();
    const [order] = await ordersOf(world).fetchOrders(world.access, [id]);
    expect(order).toMatchObject({ externalId: id, status: 'to_arrange', address: undefined, buyerName: '' });
  });

  it('belong to the shop of their marketplace, listed and by id', async () => {
    await using world = await makeSandboxWorld();
    const canada = await world.shopOf('CA');
    const id = await world.placeOrder();
    const other = world.sandbox.control.createOrder({ shopId: canada.externalId, status: 'UNSHIPPED' }).id;
    expect((await listAll(world)).map(({ externalId }) => externalId)).toEqual([id]);
    expect((await listAll(world, canada)).map(({ externalId }) => externalId)).toEqual([other]);
    expect(await ordersOf(world).fetchOrders(world.access, [other])).toEqual([]);
  });

  it('are asked for as far as Amazon looks, which is two minutes back', async () => {
    await using world = await makeSandboxWorld({ settings: { searchLagMs: 120_000 } });
    const id = await world.placeOrder();
    expect(await listAll(world)).toEqual([]);
    await world.sandbox.control.advance(180_000);
    expect((await listAll(world)).map(({ externalId }) => externalId)).toEqual([id]);
    const { codes } = world.sandbox.control.counters();
    expect(codes.InvalidInput).toBeUndefined();
  });

  it('are read over a month in a handful of calls, every page of a week before the first is handed on', async () => {
    await using world = await makeSandboxWorld();
    for (let n = 0; n < 205; n++) await world.placeOrder();
    const range = { since: new Date(Date.now() - 30 * 86_400_000), until: new Date(Date.now() + 1_000) };
    const seen: PlatformOrder[] = [];
    let pageToken: string | undefined;
    do {
      const page = await ordersOf(world).listUpdated(world.access, { ...range, ...(pageToken === undefined ? {} : { pageToken }) });
      seen.push(...page.orders);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    expect(new Set(seen.map(({ externalId }) => externalId)).size).toBe(205);
    expect(world.sandbox.control.counters().callsByApi.searchOrders).toBe(7);
  });

  it('show the buyer’s wish to cancel, what the gift says, and the delivery of the parcel', async () => {
    await using world = await makeSandboxWorld();
    const { control } = world.sandbox;
    const order = control.createOrder({ shopId: world.access.externalId, status: 'UNSHIPPED', giftMessage: 'Happy birthday' });
    control.buyerCancel(order.id);
    const read = async () => (await ordersOf(world).fetchOrders(world.access, [order.id]))[0];
    expect(await read()).toMatchObject({ isCancelRequested: true, buyerNote: 'Happy birthday', status: 'to_arrange' });
    await world.platform.fulfilment?.arrange(world.access, {
      externalOrderId: order.id,
      externalPackageId: undefined,
      externalLineIds: [],
      ownCarrier: { carrierName: 'UPS', trackingNumber: '1Z17E2100206868939' },
    });
    control.deliver(order.id);
    expect(await read()).toMatchObject({ status: 'delivered', packages: [{ status: 'delivered', carrierName: 'UPS' }] });
  });

  it('are waited for as long as a bucket takes to fill, when Amazon says that it is empty', async () => {
    await using world = await makeSandboxWorld();
    world.sandbox.control.addFault({ kind: 'rate-limited', api: 'searchOrders', next: 50 });
    const failure = await listAll(world).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'rate-limited' });
    const waitMs = (failure as { retryAt: Date }).retryAt.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(170_000);
    expect(waitMs).toBeLessThan(230_000);
  });

  it('are sorted where Amazon’s pages are not, newest state once, and what cannot be read is named', async () => {
    const base = JSON.parse(readFileSync(new URL('./fixtures/orders.json', import.meta.url), 'utf8')).unshipped;
    const at = (orderId: string, minute: number, more = {}) => ({
      ...base,
      orderId,
      lastUpdatedTime: `2026-11-20T10:${minute}:00.000Z`,
      ...more,
    });
    const orders = [at('1', 30), at('2', 10), at('1', 20), at('4', 15, { fulfillment: { fulfillmentStatus: 'TELEPORTED' } }), at('3', 10)];
    await using recorder = await startRecorder({ 'GET /orders/2026-01-01/orders': { orders } });
    const platform = createAmazon({
      clientId: 'c',
      clientSecret: new Secret('s'),
      limiter: noLimit,
      clock: new ManualClock(new Date('2026-11-20T12:00:00Z')),
      apiBaseUrls: { eu: recorder.url },
      allowedOrigins: [recorder.url],
    });
    const access = { externalId: 'A1:A1PA6795UKMFR9', addressKey: 'A1PA6795UKMFR9', region: 'DE', token: async () => new Secret('t') };
    const range = { since: new Date('2026-11-20T09:00:00Z'), until: new Date('2026-11-20T12:00:00Z') };
    const page = await platform.orders?.listUpdated(access, range);
    expect(page?.orders.map(({ externalId, version }) => [externalId, new Date(version).getUTCMinutes()])).toEqual([
      ['2', 10],
      ['3', 10],
      ['1', 30],
    ]);
    expect(page?.unreadable).toEqual([{ externalId: '4', reason: expect.stringContaining('TELEPORTED') }]);
    const query = new URL(recorder.asked('GET').url, recorder.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      lastUpdatedAfter: '2026-11-20T09:00:00.000Z',
      marketplaceIds: 'A1PA6795UKMFR9',
      fulfilledBy: 'MERCHANT',
      maxResultsPerPage: '100',
      includedData: 'BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES',
    });
    await platform.close();
  });
});
