import { describe, expect, it } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

function deedsOf({ platform }: ShopeeWorld) {
  const { fulfilment, orders } = platform;
  if (!fulfilment?.handoverWays || !fulfilment.split || !orders) throw new Error('the platform lacks a deed of fulfilment');
  return { fulfilment: fulfilment as Required<typeof fulfilment>, orders };
}

async function fetchOne(world: ShopeeWorld, id: string) {
  const [order] = await deedsOf(world).orders.fetchOrders(world.access, [id]);
  if (!order) throw new Error(`no order ${id}`);
  return order;
}

const inputOf = (order: Awaited<ReturnType<typeof fetchOne>>) => ({
  externalOrderId: order.externalId,
  externalPackageId: order.packages[0]?.externalId,
  externalLineIds: order.lines.map(({ externalId }) => externalId),
});

/** An order of two different articles, which can be split. */
async function placeTwoLines(world: ShopeeWorld) {
  const items = world.control.listings(world.shopId).slice(0, 2);
  const lines = items.map((item) => ({ itemId: item.id, modelId: item.models[0]?.id ?? '0', quantity: 1 }));
  return fetchOne(world, world.control.createOrder({ shopId: world.shopId, status: 'READY_TO_SHIP', lines }).id);
}

describe('handing a parcel over', () => {
  it('goes the way that the seller chose among those offered', async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const order = await fetchOne(world, await world.placeOrder());
    const ways = await fulfilment.handoverWays(world.access, inputOf(order));
    const pickup = ways.find(({ kind }) => kind === 'pickup');
    const slot = pickup?.slots.at(-1);
    if (!pickup || !slot) throw new Error('the sandbox offers no pick-up');
    expect(pickup.slots.some(({ isRecommended }) => isRecommended)).toBe(true);
    expect(pickup.places.map(({ id }) => id)).toContain(slot.placeId);
    const handover = { kind: 'pickup', placeId: slot.placeId, slotId: slot.id } as const;
    const stale = { ...handover, slotId: 'gone' };
    expect((await failureOf(fulfilment.arrange(world.access, { ...inputOf(order), handover: stale }))).kind).toBe('invalid');
    await fulfilment.arrange(world.access, { ...inputOf(order), handover });
    expect(world.control.shipEffects(order.externalId)).toBe(1);
    expect((await fetchOne(world, order.externalId)).packages[0]?.trackingNumber).not.toBe('');
    expect((await failureOf(fulfilment.handoverWays(world.access, inputOf(order)))).kind).toBe('conflict');
  });

  it('to a branch takes the first one unless another is chosen', async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const id = world.control.createOrder({ shopId: world.shopId, status: 'READY_TO_SHIP', channel: 'branch' }).id;
    const order = await fetchOne(world, id);
    const sender = { ...(order.address ?? failWithoutAddress()), name: 'Budi Santoso', email: 'budi@example.com' };
    await fulfilment.arrange(world.access, { ...inputOf(order), sender });
    expect(world.control.shipEffects(id)).toBe(1);
  });

  it("with the seller's own carrier sends the number along, and the parcel is on its way at once", async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const id = world.control.createOrder({ shopId: world.shopId, status: 'READY_TO_SHIP', channel: 'own' }).id;
    const order = await fetchOne(world, id);
    expect(order.isPlatformShipped).toBe(false);
    expect((await failureOf(fulfilment.arrange(world.access, inputOf(order)))).kind).toBe('invalid');
    const ownCarrier = { trackingNumber: 'OWN-123', carrierName: 'Our van' };
    const { externalPackageId } = await fulfilment.arrange(world.access, { ...inputOf(order), ownCarrier });
    expect(await fulfilment.readPackage(world.access, externalPackageId)).toMatchObject({
      status: 'in_transit',
      trackingNumber: 'OWN-123',
    });
    expect((await fetchOne(world, id)).status).toBe('shipped');
  });

  it('happens again when the carrier could not pick it up', async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const order = await fetchOne(world, await world.placeOrder());
    await fulfilment.arrange(world.access, inputOf(order));
    world.control.addFault({ kind: 'pickup-failed', api: '*', next: 1 });
    await world.control.advance(1_000);
    world.control.carrierScan(order.externalId);
    const failed = await fetchOne(world, order.externalId);
    expect(failed).toMatchObject({ status: 'to_arrange', externalStatus: 'RETRY_SHIP' });
    expect(failed.lines.every(({ status }) => status === 'open')).toBe(true);
    await fulfilment.arrange(world.access, inputOf(failed));
    expect((await fetchOne(world, order.externalId)).status).toBe('to_hand_over');
    expect(world.control.shipEffects(order.externalId)).toBe(2);
  });

  it('is not ours for what Shopee ships from its warehouse', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = world.control.createOrder({ shopId: world.shopId, status: 'READY_TO_SHIP', isFulfilledByShopee: true }).id;
    const order = await fetchOne(world, id);
    expect(order.status).toBe('on_hold');
    expect(['unsupported', 'conflict']).toContain((await failureOf(deedsOf(world).fulfilment.arrange(world.access, inputOf(order)))).kind);
    expect(world.control.shipEffects(id)).toBe(0);
  });
});

describe('splitting an order', () => {
  it('makes parcels of the named lines, each arranged on its own', async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const order = await placeTwoLines(world);
    const packages = order.lines.map(({ externalId }) => ({ externalLineIds: [externalId] }));
    const [firstLine] = order.lines;
    const part = { ...inputOf(order), externalLineIds: [firstLine?.externalId ?? ''] };
    expect((await failureOf(fulfilment.arrange(world.access, part))).kind).toBe('unsupported');

    await fulfilment.split(world.access, { externalOrderId: order.externalId, packages });
    const after = await fetchOne(world, order.externalId);
    expect(after.packages.map(({ externalLineIds }) => externalLineIds).toSorted()).toEqual(
      packages.map(({ externalLineIds }) => externalLineIds).toSorted(),
    );
    for (const parcel of after.packages) {
      const { externalLineIds, externalId: externalPackageId } = parcel;
      await fulfilment.arrange(world.access, { externalOrderId: order.externalId, externalPackageId, externalLineIds });
    }
    expect(world.control.shipEffects(order.externalId)).toBe(2);
    expect((await fetchOne(world, order.externalId)).status).toBe('to_hand_over');
  });

  it('is refused a second time, and for an order that went out', async () => {
    await using world = await makeSandboxWorld('ID');
    const { fulfilment } = deedsOf(world);
    const order = await placeTwoLines(world);
    const packages = order.lines.map(({ externalId }) => ({ externalLineIds: [externalId] }));
    const split = () => fulfilment.split(world.access, { externalOrderId: order.externalId, packages });
    await split();
    expect((await failureOf(split())).kind).toBe('conflict');
    const other = await placeTwoLines(world);
    await fulfilment.arrange(world.access, inputOf(other));
    const late = { externalOrderId: other.externalId, packages: other.lines.map(({ externalId }) => ({ externalLineIds: [externalId] })) };
    expect((await failureOf(fulfilment.split(world.access, late))).kind).toBe('conflict');
  });
});

function failWithoutAddress(): never {
  throw new Error('the order has no address');
}
