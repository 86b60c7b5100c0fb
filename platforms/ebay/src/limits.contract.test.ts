import { Secret } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { type EbayWorld, makeSandboxWorld } from './test/sandbox-world.ts';

const fetchOne = async (world: EbayWorld, id: string) => (await world.platform.orders?.fetchOrders(world.access, [id]))?.[0];
const callsOf = (world: EbayWorld, api: string) => world.control.callLog().filter((call) => call.api === api).length;

describe('the daily number of calls', () => {
  it('once used up stops the calls of that API until the instant that eBay names, and of no other', async () => {
    await using world = await makeSandboxWorld();
    const id = await world.placeOrder();
    world.control.configure({ fulfillmentPerDay: 2 });
    await fetchOne(world, id);
    await fetchOne(world, id);
    const failure = await fetchOne(world, id).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'rate-limited', vendorCode: '2001' });
    const { retryAt } = failure as { retryAt: Date };
    expect(retryAt.getTime()).toBeGreaterThan(Date.now());
    expect(retryAt.getTime()).toBeLessThanOrEqual(Date.now() + 86_400_000);
    const asked = world.control.callLog().length;
    await expect(fetchOne(world, id)).rejects.toMatchObject({ kind: 'rate-limited', retryAt });
    expect(world.control.callLog()).toHaveLength(asked);
    await expect(world.platform.stock?.readStock(world.access, ['NO-SUCH-CODE'])).resolves.toEqual(new Map());
  });

  it('that is not used up is only asked for once a minute', async () => {
    await using world = await makeSandboxWorld();
    const id = await world.placeOrder();
    world.control.addFault({ kind: 'rate-limited', api: 'orders.get', next: 6 });
    await expect(fetchOne(world, id)).rejects.toMatchObject({ kind: 'rate-limited' });
    await expect(fetchOne(world, id)).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(callsOf(world, 'analytics.limits')).toBe(1);
    expect(await fetchOne(world, id)).toMatchObject({ externalId: id });
  });
});

describe('a connection with eBay', () => {
  it('is renewed when inventory hides that its token expired', async () => {
    await using world = await makeSandboxWorld();
    await world.expireToken();
    expect((await world.platform.listings?.listUpdated(world.access, { since: undefined }))?.listings.length).toBeGreaterThan(0);
    expect(world.refreshes()).toBe(1);
  });

  it('that lacks a scope says so, and is not renewed again and again for it', async () => {
    await using world = await makeSandboxWorld();
    world.control.addFault({ kind: 'refuse', api: 'orders.get', code: 1100, status: 403, next: 100 });
    for (let i = 0; i < 3; i++)
      await expect(fetchOne(world, '12-34567-89012')).rejects.toMatchObject({ kind: 'forbidden', vendorCode: '1100' });
    expect(world.refreshes()).toBe(1);
  });

  it('is looked at with one cheap call, which says when the token is not good', async () => {
    await using world = await makeSandboxWorld();
    const { connect } = world.platform;
    await connect.probe?.(await world.access.token(), world.access.externalId);
    await expect(connect.probe?.(new Secret('v^1.1#no'), world.access.externalId)).rejects.toMatchObject({ kind: 'auth-expired' });
  });

  it('is one shop, of the marketplace where the seller registered', async () => {
    await using world = await makeSandboxWorld({ region: 'DE' });
    expect(world.access).toMatchObject({ region: 'DE', addressKey: 'EBAY_DE' });
  });

  it('is refused with words when the code was used before', async () => {
    await using world = await makeSandboxWorld();
    const { code } = world.control.authorize(world.access.externalId);
    await world.platform.connect.exchangeCode(code);
    await expect(world.platform.connect.exchangeCode(code)).rejects.toMatchObject({ kind: 'forbidden', vendorCode: 'invalid_grant' });
  });

  it('begins on a page that every keyset can show', async () => {
    const redirectUrl = 'https://hub.example.com/callback';
    await using world = await makeSandboxWorld({ settings: { redirectUrl } });
    const url = world.platform.connect.authorizationUrl({ state: 'st_1', redirectUrl });
    const page = await fetch(url, { redirect: 'manual' });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('lonestar_roasters')]);
  });

  it('reads what the seller comes back with', async () => {
    await using world = await makeSandboxWorld();
    const { connect } = world.platform;
    expect(connect.readCallback({ code: 'v^1.1#i^1', expires_in: '299' })).toEqual({ code: 'v^1.1#i^1' });
    expect(connect.readCallback({ error: 'access_denied' })).toEqual({ denied: 'The seller refused' });
    expect(connect.readCallback({})).toEqual({ denied: 'eBay sent no code' });
  });
});
