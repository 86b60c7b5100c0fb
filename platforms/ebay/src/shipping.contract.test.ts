import type { ArrangeInput } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type EbayWorld, makeSandboxWorld } from './test/sandbox-world.ts';

async function placeTwoLines(world: EbayWorld): Promise<{ id: string; lines: readonly string[] }> {
  const [a, b] = world.control.listings(world.access.externalId);
  if (!a || !b) throw new Error('the shop sells two things');
  const order = world.control.createOrder({
    shopId: world.access.externalId,
    lines: [
      { sku: a.sku, quantity: 3 },
      { sku: b.sku, quantity: 1 },
    ],
  });
  return { id: order.id, lines: order.lines.map(({ id }) => id) };
}

const own = (trackingNumber: string) => ({ ownCarrier: { carrierName: 'DHL Paket', trackingNumber } });

async function read(world: EbayWorld, id: string) {
  const [order] = (await world.platform.orders?.fetchOrders(world.access, [id])) ?? [];
  if (!order) throw new Error('eBay shows the order');
  return order;
}

function arrange(world: EbayWorld, id: string, input: Partial<ArrangeInput>) {
  const { fulfilment } = world.platform;
  if (!fulfilment) throw new Error('eBay can be told of parcels');
  return fulfilment.arrange(world.access, { externalOrderId: id, externalPackageId: undefined, externalLineIds: [], ...input });
}

describe('shipping on eBay', () => {
  it('goes in parts: by lines, by units, until nothing is left', async () => {
    await using world = await makeSandboxWorld();
    const { id, lines } = await placeTwoLines(world);
    const [mugs = '', beans = ''] = lines;
    const first = await arrange(world, id, { externalLineIds: [mugs], quantities: { [mugs]: 2 }, ...own('JD-0001 1') });
    expect(first.externalPackageId).toBe(`${id}:JD00011`);
    expect(await read(world, id)).toMatchObject({
      status: 'partially_shipped',
      lines: [{ status: 'open' }, { status: 'open' }],
      packages: [{ carrierName: 'DHL', trackingNumber: 'JD00011', externalLineIds: [mugs] }],
    });

    await expect(arrange(world, id, { externalLineIds: [mugs], quantities: { [mugs]: 2 }, ...own('JD00012') })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await arrange(world, id, { externalLineIds: [beans], ...own('JD00013') });
    await arrange(world, id, own('JD00014'));
    const done = await read(world, id);
    expect(done).toMatchObject({ status: 'shipped', lines: [{ status: 'shipped' }, { status: 'shipped' }] });
    expect(done.packages.map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual(['JD00011', 'JD00013', 'JD00014']);
    expect(await world.timesArranged(id)).toBe(3);
    await expect(arrange(world, id, own('JD00015'))).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('says what is missing when no carrier is named, before eBay is asked', async () => {
    await using world = await makeSandboxWorld();
    const id = await world.placeOrder();
    const calls = world.control.callLog().length;
    await expect(arrange(world, id, {})).rejects.toMatchObject({
      kind: 'invalid',
      fields: ['ownCarrier.carrierName', 'ownCarrier.trackingNumber'],
    });
    await expect(arrange(world, id, own(' - '))).rejects.toMatchObject({ kind: 'invalid', fields: ['ownCarrier.trackingNumber'] });
    expect(world.control.callLog()).toHaveLength(calls);
  });

  it('that was announced elsewhere is read back the same way, one by one and in a list', async () => {
    await using world = await makeSandboxWorld();
    const id = await world.placeOrder();
    const { externalPackageId } = await arrange(world, id, own('JD00021'));
    const range = { since: new Date(Date.now() - 600_000), until: new Date(Date.now() + 600_000) };
    const listed = await world.platform.orders?.listUpdated(world.access, range);
    // The list tells of the parcel without a call for it; only the carrier is not named there.
    expect(listed?.orders[0]?.packages).toMatchObject([{ externalId: externalPackageId, trackingNumber: 'JD00021', carrierName: '' }]);
    expect((await read(world, id)).packages).toMatchObject([{ externalId: externalPackageId, carrierName: 'DHL' }]);
  });
});

describe('orders of eBay', () => {
  it('show the wish to cancel, which the list hides, and its end', async () => {
    await using world = await makeSandboxWorld();
    const { control, access, platform } = world;
    const [id, other] = [await world.placeOrder(), await world.placeOrder()];
    control.buyerCancel(id);
    const range = () => ({ since: new Date(Date.now() - 600_000), until: new Date(Date.now() + 600_000) });
    const wished = async () =>
      Object.fromEntries(
        ((await platform.orders?.listUpdated(access, range()))?.orders ?? []).map((one) => [one.externalId, one.isCancelRequested]),
      );
    expect(await wished()).toEqual({ [id]: true, [other]: false });
    expect((await platform.orders?.fetchOrders(access, [id, other]))?.find(({ externalId }) => externalId === id)?.isCancelRequested).toBe(
      true,
    );
    control.answerCancel(id, false);
    expect(await wished()).toEqual({ [id]: false, [other]: false });
    control.buyerCancel(other);
    control.answerCancel(other, true);
    expect(await read(world, other)).toMatchObject({ status: 'cancelled', isCancelRequested: false });
  });

  it('are all found while others are sold between the pages', async () => {
    await using world = await makeSandboxWorld();
    const { control, access, platform } = world;
    const ids = Array.from({ length: 450 }, () => control.createOrder({ shopId: access.externalId }).id);
    control.addFault({ kind: 'page-drift', api: 'orders.list', next: 5 });
    const range = { since: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 3_600_000) };
    const found: string[] = [];
    const versions: number[] = [];
    let pageToken: string | undefined;
    do {
      const page = await platform.orders?.listUpdated(access, { ...range, ...(pageToken === undefined ? {} : { pageToken }) });
      found.push(...(page?.orders ?? []).map(({ externalId }) => externalId));
      versions.push(...(page?.orders ?? []).map(({ version }) => version));
      pageToken = page?.nextPageToken;
    } while (pageToken !== undefined);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(ids));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  it('wait unseen until they are paid', async () => {
    await using world = await makeSandboxWorld();
    const { id } = world.control.createOrder({ shopId: world.access.externalId, payAfterMs: null });
    expect(await world.platform.orders?.fetchOrders(world.access, [id])).toEqual([]);
    world.control.pay(id);
    expect(await read(world, id)).toMatchObject({ status: 'to_arrange' });
  });
});
