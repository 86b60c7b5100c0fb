import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSandboxWorld, type SandboxWorld } from './test/sandbox-world.ts';

let world: SandboxWorld;
beforeAll(async () => {
  world = await makeSandboxWorld('GB');
});
afterAll(() => world[Symbol.asyncDispose]());

const kindOf = (call: Promise<unknown> | undefined) =>
  Promise.resolve(call).then(
    () => 'done',
    (error: unknown) => (error instanceof PlatformFailure ? error.kind : String(error)),
  );
const read = async (id: string) => {
  const [order] = (await world.platform.orders?.fetchOrders(world.access, [id])) ?? [];
  if (!order) throw new Error(`no order ${id}`);
  return order;
};
function place(more: Partial<Parameters<SandboxWorld['control']['createOrder']>[0]> = {}) {
  const { externalId: shopId } = world.access;
  const [product] = world.control.products(shopId);
  const [sku] = product?.skus ?? [];
  return world.control.createOrder({ shopId, shippingType: 'TIKTOK', lines: [{ skuId: sku?.id ?? '', quantity: 2 }], ...more });
}

test('divides an order into packages that hold its lines, once', async () => {
  const { id } = place();
  const before = await read(id);
  const packages = before.lines.map((line) => ({ externalLineIds: [line.externalId] }));
  await world.platform.fulfilment?.split?.(world.access, { externalOrderId: id, packages });
  const after = await read(id);
  expect(after.packages).toHaveLength(2);
  expect(after.packages.flatMap((parcel) => parcel.externalLineIds).toSorted()).toEqual(
    before.lines.map((line) => line.externalId).toSorted(),
  );
  expect(await kindOf(world.platform.fulfilment?.split?.(world.access, { externalOrderId: id, packages }))).toBe('conflict');
});

test('puts orders of one buyer and address into one package, and refuses others', async () => {
  const { buyerId, recipient } = place();
  const same = { buyerId, recipient };
  const [first, second, stranger] = [place(same), place(same), place()];
  const combine = (...orders: { id: string }[]) =>
    world.platform.fulfilment?.combine?.(world.access, { externalOrderIds: orders.map(({ id }) => id), externalPackageIds: [] });
  expect(await kindOf(combine(first, stranger))).toBe('conflict');
  const made = await combine(first, second);
  for (const { id } of [first, second]) {
    expect((await read(id)).packages.map((parcel) => parcel.externalId)).toEqual([made?.externalPackageId]);
  }
});

test('cancels an order with a reason of the market, and says conflict when it is too late', async () => {
  const { id } = place();
  const cancel = () => world.platform.orders?.cancel?.(world.access, { externalOrderId: id, reason: 'out-of-stock', externalLineIds: [] });
  await cancel();
  expect((await read(id)).status).toBe('cancelled');
  expect(await kindOf(cancel())).toBe('conflict');
});

test("answers the buyer's wish to cancel, either way, and only while there is one", async () => {
  const answer = (externalOrderId: string, isAccepted: boolean) =>
    world.platform.orders?.answerCancellation?.(world.access, { externalOrderId, isAccepted });
  const [kept, given] = [place(), place()];
  for (const { id } of [kept, given]) world.control.buyerCancel(id);
  expect((await read(kept.id)).isCancelRequested).toBe(true);
  await answer(kept.id, false);
  await answer(given.id, true);
  expect(await read(kept.id)).toMatchObject({ status: 'to_arrange', isCancelRequested: false });
  expect((await read(given.id)).status).toBe('cancelled');
  expect(await kindOf(answer(kept.id, true))).toBe('conflict');
});

test('offers the free pick-up times and dropping off, takes the chosen one, and refuses a time that is none', async () => {
  const { id } = place();
  const { packages, lines } = await read(id);
  const input = { externalOrderId: id, externalPackageId: packages[0]?.externalId, externalLineIds: lines.map((line) => line.externalId) };
  const ways = (await world.platform.fulfilment?.handoverWays?.(world.access, input)) ?? [];
  const pickup = ways.find(({ kind }) => kind === 'pickup');
  expect(ways.map(({ kind }) => kind)).toContain('drop-off');
  expect(pickup?.slots[0]).toMatchObject({ isRecommended: true, name: expect.stringContaining('UTC') });
  const arrange = (slotId: string) => world.platform.fulfilment?.arrange(world.access, { ...input, handover: { kind: 'pickup', slotId } });
  expect(await kindOf(arrange('1-2'))).toBe('conflict');
  expect(await kindOf(arrange(pickup?.slots.at(-1)?.id ?? ''))).toBe('done');
});
