import type { ArrangeInput } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type AmazonWorld, makeSandboxWorld } from './test/sandbox-world.ts';

const withCarrier = (id: string, trackingNumber: string, more: Partial<ArrangeInput> = {}): ArrangeInput => ({
  externalOrderId: id,
  externalPackageId: undefined,
  externalLineIds: [],
  ownCarrier: { carrierName: 'Royal Mail', trackingNumber },
  ...more,
});

function arrange(world: AmazonWorld, input: ArrangeInput) {
  if (!world.platform.fulfilment) throw new Error('the adapter lost a capability');
  return world.platform.fulfilment.arrange(world.access, input);
}

async function readOrder(world: AmazonWorld, id: string) {
  return (await world.platform.orders?.fetchOrders(world.access, [id]))?.[0];
}

/** An order for so many units of one article. */
function orderOf(world: AmazonWorld, quantity: number, more: object = {}) {
  const { control } = world.sandbox;
  const shopId = world.access.externalId;
  const listing = control.listings(shopId).find(({ sku }) => (control.stock(shopId, sku).quantity ?? 0) >= quantity);
  const order = control.createOrder({ shopId, status: 'UNSHIPPED', lines: [{ sku: listing?.sku ?? '', quantity }], ...more });
  return { id: order.id, lineId: order.items[0]?.id ?? '' };
}

describe('a parcel with the seller’s own carrier', () => {
  it('goes out once, however often Amazon is told', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const { id } = orderOf(world, 1);
    world.sandbox.control.addFault({ kind: 'cut-after-effect', api: 'confirmShipment' });
    await expect(arrange(world, withCarrier(id, 'RM123456785GB'))).rejects.toMatchObject({ kind: 'outcome-unknown' });
    const { externalPackageId } = await arrange(world, withCarrier(id, 'RM123456785GB'));
    expect(await world.timesArranged(id)).toBe(1);
    expect(await world.platform.fulfilment?.readPackage(world.access, externalPackageId)).toEqual({
      externalId: externalPackageId,
      status: 'in_transit',
      carrierName: 'Royal Mail',
      trackingNumber: 'RM123456785GB',
    });
    expect(await readOrder(world, id)).toMatchObject({ status: 'shipped', packages: [{ externalId: externalPackageId }] });
  });

  it('carries another number after a correction, and stays one parcel', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const { id } = orderOf(world, 1);
    const { externalPackageId } = await arrange(world, withCarrier(id, 'RM123456785GB'));
    const corrected = await arrange(world, withCarrier(id, 'RM987654321GB', { externalPackageId }));
    expect(corrected.externalPackageId).toBe(externalPackageId);
    expect((await readOrder(world, id))?.packages).toMatchObject([{ trackingNumber: 'RM987654321GB' }]);
    await expect(arrange(world, withCarrier(id, 'RM000000005GB'))).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('may hold a part of a line; the rest goes out in another', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const { id, lineId } = orderOf(world, 3);
    const first = await arrange(world, withCarrier(id, 'RM000000011GB', { externalLineIds: [lineId], quantities: { [lineId]: 2 } }));
    expect(await readOrder(world, id)).toMatchObject({ status: 'partially_shipped', lines: [{ status: 'open' }] });
    const tooMany = withCarrier(id, 'RM000000025GB', { externalLineIds: [lineId], quantities: { [lineId]: 2 } });
    await expect(arrange(world, tooMany)).rejects.toMatchObject({ kind: 'conflict' });
    const second = await arrange(world, withCarrier(id, 'RM000000025GB'));
    expect(second.externalPackageId).not.toBe(first.externalPackageId);
    expect(await readOrder(world, id)).toMatchObject({ status: 'shipped', lines: [{ status: 'shipped', externalPackageId: undefined }] });
  });

  it('may be of a carrier that Amazon has no code for', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const { id } = orderOf(world, 1);
    await arrange(world, withCarrier(id, 'INP1234567', { ownCarrier: { carrierName: 'InPost', trackingNumber: 'INP1234567' } }));
    expect((await readOrder(world, id))?.packages).toMatchObject([{ carrierName: 'InPost' }]);
  });

  it('is refused for orders that must not ship, or not so', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const cancelled = orderOf(world, 1).id;
    await world.cancelOrder(cancelled);
    await expect(arrange(world, withCarrier(cancelled, 'RM1234'))).rejects.toMatchObject({ kind: 'conflict' });
    const unpaid = orderOf(world, 1, { status: 'PENDING', payAfterMs: null }).id;
    await expect(arrange(world, withCarrier(unpaid, 'RM1234'))).rejects.toMatchObject({ kind: 'conflict' });
    const shipPlus = orderOf(world, 1, { programs: ['FBM_SHIP_PLUS'] }).id;
    await expect(arrange(world, withCarrier(shipPlus, 'RM1234'))).rejects.toMatchObject({ kind: 'unsupported' });
    const badNumber = orderOf(world, 1).id;
    await expect(arrange(world, withCarrier(badNumber, '?'))).rejects.toMatchObject({ kind: 'invalid' });
    await expect(arrange(world, withCarrier('000-0000000-0000000', 'RM1234'))).rejects.toMatchObject({ kind: 'not-found' });
    const foreignLine = withCarrier(badNumber, 'RM1234', { externalLineIds: ['1'] });
    await expect(arrange(world, foreignLine)).rejects.toMatchObject({ kind: 'invalid', fields: ['externalLineIds'] });
  });
});
