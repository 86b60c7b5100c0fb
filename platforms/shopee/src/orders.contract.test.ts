import type { PlatformOrder } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

const dayMs = 86_400_000;

function ordersOf({ platform }: ShopeeWorld) {
  if (!platform.orders) throw new Error('the platform has no orders');
  return platform.orders;
}

async function listAll(world: ShopeeWorld, since: Date): Promise<PlatformOrder[]> {
  const range = { since, until: new Date(world.control.nowMs() + 1_000) };
  const found: PlatformOrder[] = [];
  let pageToken: string | undefined;
  do {
    const page = await ordersOf(world).listUpdated(world.access, { ...range, ...(pageToken === undefined ? {} : { pageToken }) });
    expect(page.unreadable ?? []).toEqual([]);
    found.push(...page.orders);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found;
}

describe('orders of Shopee', () => {
  it('are listed over more days than one call takes, each once, the oldest change first', async () => {
    await using world = await makeSandboxWorld('ID');
    const since = new Date(world.control.nowMs() - 1_000);
    const ids: string[] = [];
    for (let week = 0; week < 4; week++) {
      ids.push(await world.placeOrder(), await world.placeOrder());
      await world.control.advance(7 * dayMs);
    }
    // The access token ended long ago; the refresh token has two days left.
    const listed = await listAll(world, since);
    expect(listed.map(({ externalId }) => externalId).toSorted()).toEqual(ids.toSorted());
    const versions = listed.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  it('that Shopee still checks wait, though no push tells of them', async () => {
    await using world = await makeSandboxWorld('ID', { usePending: true });
    const { id } = world.control.createOrder({ shopId: world.shopId, status: 'PENDING' });
    const [found] = await listAll(world, new Date(world.control.nowMs() - 60_000));
    expect(found).toMatchObject({ externalId: id, status: 'on_hold', externalStatus: 'PENDING' });
    world.control.release(id);
    const [released] = await ordersOf(world).fetchOrders(world.access, [id]);
    expect(released?.status).toBe('to_arrange');
  });

  it('go their way to the buyer, and their masked names stay masked', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await world.placeOrder();
    const read = async () => {
      const [order] = await ordersOf(world).fetchOrders(world.access, [id]);
      if (!order) throw new Error('the order is not shown');
      return order;
    };
    const placed = await read();
    expect(placed.address?.name).toContain('*');
    expect(placed.address?.lines.join()).toContain('*');
    expect(placed.shipByAt?.getTime()).toBeGreaterThan(world.control.nowMs());
    expect(placed.total.minor).toBe(placed.subtotal.minor + placed.shipping.minor);
    const input = { externalOrderId: id, externalPackageId: placed.packages[0]?.externalId, externalLineIds: [] };
    await world.platform.fulfilment?.arrange(world.access, input);
    const arranged = await read();
    world.control.carrierScan(id);
    const shipped = await read();
    world.control.deliver(id);
    const delivered = await read();
    expect([placed, arranged, shipped, delivered].map(({ status }) => status)).toEqual([
      'to_arrange',
      'to_hand_over',
      'shipped',
      'delivered',
    ]);
    expect(shipped.packages[0]).toMatchObject({ status: 'in_transit', trackingNumber: arranged.packages[0]?.trackingNumber });
    const versions = [placed, arranged, shipped, delivered].map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(4);
  });
});
