import { describe, expect, it } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

function ordersOf({ platform }: ShopeeWorld) {
  if (!platform.orders?.cancel || !platform.orders.answerCancellation) throw new Error('the platform cannot cancel');
  return platform.orders as Required<typeof platform.orders>;
}

async function fetchOne(world: ShopeeWorld, id: string) {
  const [order] = await ordersOf(world).fetchOrders(world.access, [id]);
  if (!order) throw new Error(`no order ${id}`);
  return order;
}

describe('cancelling an order', () => {
  it.each(['out-of-stock', 'buyer-asked'] as const)('by the seller (%s) ends it whole', async (reason) => {
    await using world = await makeSandboxWorld('ID');
    const id = await world.placeOrder();
    const lines = (await fetchOne(world, id)).lines.map(({ externalId }) => externalId);
    await ordersOf(world).cancel(world.access, { externalOrderId: id, reason, externalLineIds: lines });
    const after = await fetchOne(world, id);
    expect(after.status).toBe('cancelled');
    expect(after.lines.every(({ status }) => status === 'cancelled')).toBe(true);
  });

  it('is refused when the parcel is on its way, or the reason is not one of this market', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await world.placeOrder();
    const order = await fetchOne(world, id);
    await world.platform.fulfilment?.arrange(world.access, {
      externalOrderId: id,
      externalPackageId: order.packages[0]?.externalId,
      externalLineIds: [],
    });
    world.control.carrierScan(id);
    const cancel = (reason: 'buyer-asked' | 'undeliverable') =>
      ordersOf(world).cancel(world.access, { externalOrderId: id, reason, externalLineIds: [] });
    expect((await failureOf(cancel('buyer-asked'))).kind).toBe('conflict');
    expect((await failureOf(cancel('undeliverable'))).kind).toBe('unsupported');
    expect((await fetchOne(world, id)).status).toBe('shipped');
  });
});

describe("a buyer's wish to cancel", () => {
  it('is seen, and accepted', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await world.placeOrder();
    world.control.buyerCancel(id, { mustAsk: true });
    expect(await fetchOne(world, id)).toMatchObject({ isCancelRequested: true, status: 'to_arrange' });
    await ordersOf(world).answerCancellation(world.access, { externalOrderId: id, isAccepted: true });
    expect(await fetchOne(world, id)).toMatchObject({ isCancelRequested: false, status: 'cancelled' });
  });

  it('is rejected, and the order goes on where it was', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await world.placeOrder();
    const { packages } = await fetchOne(world, id);
    await world.platform.fulfilment?.arrange(world.access, {
      externalOrderId: id,
      externalPackageId: packages[0]?.externalId,
      externalLineIds: [],
    });
    world.control.buyerCancel(id, { mustAsk: true });
    const asked = await fetchOne(world, id);
    expect(asked).toMatchObject({ isCancelRequested: true, status: 'to_hand_over' });
    await ordersOf(world).answerCancellation(world.access, { externalOrderId: id, isAccepted: false });
    const answered = await fetchOne(world, id);
    expect(answered).toMatchObject({ isCancelRequested: false, status: 'to_hand_over' });
    expect(answered.version).toBeGreaterThan(asked.version);
  });

  it('cannot be answered when there is none', async () => {
    await using world = await makeSandboxWorld('ID');
    const answer = { externalOrderId: await world.placeOrder(), isAccepted: true };
    expect((await failureOf(ordersOf(world).answerCancellation(world.access, answer))).kind).toBe('conflict');
  });
});
