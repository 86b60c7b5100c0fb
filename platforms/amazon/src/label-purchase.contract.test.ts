import { createHash } from 'node:crypto';
import type { ArrangeInput } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type AmazonWorld, makeSandboxWorld, parcel, sender } from './test/sandbox-world.ts';

async function placeOrder(world: AmazonWorld, more: object = {}): Promise<{ id: string; input: ArrangeInput }> {
  const { id } = world.sandbox.control.createOrder({ shopId: world.access.externalId, status: 'UNSHIPPED', ...more });
  return { id, input: { externalOrderId: id, externalPackageId: undefined, externalLineIds: [], sender, parcel } };
}

const capabilities = ({ platform }: AmazonWorld) => {
  const { fulfilment, labels, orders } = platform;
  if (!fulfilment?.voidLabel || !labels || !orders) throw new Error('the adapter lost a capability');
  return { fulfilment: { ...fulfilment, voidLabel: fulfilment.voidLabel }, labels, orders };
};

async function orderOf(world: AmazonWorld, id: string) {
  const [order] = await capabilities(world).orders.fetchOrders(world.access, [id]);
  if (!order) throw new Error(`no order ${id}`);
  return order;
}

describe('a label that Amazon sells', () => {
  it('is the cheapest tracked one that arrives in time, with the sender and the measure of the shop', async () => {
    await using world = await makeSandboxWorld();
    const { id, input } = await placeOrder(world);
    const { externalPackageId } = await capabilities(world).fulfilment.arrange(world.access, input);
    const [bought, ...more] = world.sandbox.control.shipments(id);
    expect(more).toEqual([]);
    expect(bought).toMatchObject({
      serviceId: 'USPS_PTP_GROUND_ADVANTAGE',
      labelFormat: 'PDF',
      weight: { Value: 450, Unit: 'g' },
      dimensions: { Length: 25, Width: 18, Height: 6, Unit: 'centimeters' },
      shipFrom: { Name: 'Shopfleet Warehouse', City: 'Detroit', Email: 'warehouse@example.com' },
    });
    expect(externalPackageId).toBe(`mfn:${bought?.id}`);
    const label = await capabilities(world).labels.fetchLabel(world.access, externalPackageId);
    expect(label.trackingNumber).toBe(bought?.trackingId);
    const { callsByApi } = world.sandbox.control.counters();
    expect(callsByApi.getShipment).toBeUndefined();
    const again = await capabilities(world).labels.fetchLabel(world.access, externalPackageId);
    expect(again).toEqual(label);
    expect(callsByApi.getShipment).toBe(1);
  });

  it('is bought once when the answer to its purchase is lost, and found again in the order', async () => {
    await using world = await makeSandboxWorld();
    const { id, input } = await placeOrder(world);
    await world.cause({ kind: 'answer-lost', on: 'arrange', times: 1 });
    const { fulfilment, labels } = capabilities(world);
    await expect(fulfilment.arrange(world.access, input)).rejects.toMatchObject({ kind: 'outcome-unknown' });
    await expect(fulfilment.arrange(world.access, input)).rejects.toMatchObject({ kind: 'conflict' });
    expect(world.sandbox.control.shipments(id)).toHaveLength(1);
    const [found] = (await orderOf(world, id)).packages;
    expect(found).toMatchObject({ externalId: `ref:${id}:1`, status: 'to_hand_over', trackingNumber: expect.stringMatching(/^94/) });
    await expect(labels.fetchLabel(world.access, `ref:${id}:1`)).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('can be fetched even then where Amazon names the parcel by its label', async () => {
    await using world = await makeSandboxWorld({ settings: { packageReference: 'shipment-id' } });
    const { id, input } = await placeOrder(world);
    await world.cause({ kind: 'answer-lost', on: 'arrange', times: 1 });
    await expect(capabilities(world).fulfilment.arrange(world.access, input)).rejects.toMatchObject({ kind: 'outcome-unknown' });
    const [found] = (await orderOf(world, id)).packages;
    const label = await capabilities(world).labels.fetchLabel(world.access, found?.externalId ?? '');
    expect(label.bytes.length).toBeGreaterThan(500);
  });

  it('is asked for in the carrier’s own format when the listed one is refused, and only once more', async () => {
    await using world = await makeSandboxWorld();
    const { control } = world.sandbox;
    const { fulfilment, labels } = capabilities(world);
    const first = await placeOrder(world);
    control.addFault({ kind: 'refuse', api: 'createShipment' });
    const { externalPackageId } = await fulfilment.arrange(world.access, first.input);
    expect(control.shipments(first.id)).toMatchObject([{ options: { LabelFormat: 'ShippingServiceDefault' } }]);
    expect((await labels.fetchLabel(world.access, externalPackageId)).bytes.length).toBeGreaterThan(500);
    const second = await placeOrder(world);
    control.addFault({ kind: 'refuse', api: 'createShipment', next: 2 });
    await expect(fulfilment.arrange(world.access, second.input)).rejects.toMatchObject({ kind: 'invalid' });
    expect(control.shipments(second.id)).toEqual([]);
  });

  it('is given back once, leaves the order open, and prints no more', async () => {
    await using world = await makeSandboxWorld();
    const { id, input } = await placeOrder(world);
    const { fulfilment, labels } = capabilities(world);
    const { externalPackageId } = await fulfilment.arrange(world.access, input);
    await fulfilment.voidLabel(world.access, externalPackageId);
    await fulfilment.voidLabel(world.access, externalPackageId);
    expect(world.sandbox.control.shipments(id)).toMatchObject([{ status: 'RefundPending' }]);
    expect(await fulfilment.readPackage(world.access, externalPackageId)).toMatchObject({ status: 'cancelled' });
    expect((await orderOf(world, id)).status).toBe('to_arrange');
    await expect(labels.fetchLabel(world.access, externalPackageId)).rejects.toMatchObject({ kind: 'conflict' });
    const again = await fulfilment.arrange(world.access, input);
    expect(again.externalPackageId).not.toBe(externalPackageId);
    expect((await orderOf(world, id)).status).toBe('to_hand_over');
  });

  it('stays bought when the carrier has the parcel', async () => {
    await using world = await makeSandboxWorld();
    const { id, input } = await placeOrder(world);
    const { fulfilment } = capabilities(world);
    const { externalPackageId } = await fulfilment.arrange(world.access, input);
    world.sandbox.control.carrierScan(id);
    await expect(fulfilment.voidLabel(world.access, externalPackageId)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await orderOf(world, id)).status).toBe('shipped');
  });

  it('is not bought before the shop’s settings say where from and how large', async () => {
    await using world = await makeSandboxWorld();
    const { id, input } = await placeOrder(world);
    const { sender: _sender, ...homeless } = input;
    const { parcel: _parcel, ...measureless } = input;
    const { fulfilment } = capabilities(world);
    await expect(fulfilment.arrange(world.access, homeless)).rejects.toMatchObject({ kind: 'invalid', fields: ['sender'] });
    await expect(fulfilment.arrange(world.access, measureless)).rejects.toMatchObject({ kind: 'invalid', fields: ['parcel'] });
    const silent = { ...input, sender: { ...sender, phone: '' } };
    await expect(fulfilment.arrange(world.access, silent)).rejects.toMatchObject({ kind: 'invalid', fields: ['sender.phone'] });
    expect(world.sandbox.control.shipments(id)).toEqual([]);
  });

  it('needs the role for addresses, and the refusal says so', async () => {
    await using world = await makeSandboxWorld({ settings: { hasShippingRole: false } });
    const { input } = await placeOrder(world);
    await expect(capabilities(world).fulfilment.arrange(world.access, input)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is read with one restricted token for many labels, renewed when it ends', async () => {
    await using world = await makeSandboxWorld();
    const { fulfilment, labels } = capabilities(world);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await fulfilment.arrange(world.access, (await placeOrder(world)).input)).externalPackageId);
    await Promise.all(ids.map((id) => labels.fetchLabel(world.access, id)));
    const fetched = await Promise.all(ids.map((id) => labels.fetchLabel(world.access, id)));
    const prints = fetched.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    expect(new Set(prints).size).toBe(3);
    const { counters } = { counters: world.sandbox.control.counters() };
    expect(counters.restrictedTokens).toBe(1);
    await world.expireToken();
    await labels.fetchLabel(world.access, ids[0] ?? '');
    expect(counters.restrictedTokens).toBe(2);
    expect(world.refreshes()).toBe(1);
  });
});
