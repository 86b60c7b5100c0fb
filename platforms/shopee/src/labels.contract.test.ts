import { describe, expect, it } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

async function arrange(world: ShopeeWorld): Promise<string> {
  const id = await world.placeOrder();
  const input = { externalOrderId: id, externalPackageId: undefined, externalLineIds: [] };
  const arranged = await world.platform.fulfilment?.arrange(world.access, input);
  if (!arranged) throw new Error('the platform has no fulfilment');
  return arranged.externalPackageId;
}

function fetchLabel({ platform, access }: ShopeeWorld, externalPackageId: string) {
  if (!platform.labels) throw new Error('the platform has no labels');
  return platform.labels.fetchLabel(access, externalPackageId);
}

describe('a label', () => {
  it('waits for the tracking number, then for the document, and is made once', async () => {
    await using world = await makeSandboxWorld('ID', { trackingDelayMs: 60_000, labelDelayMs: 60_000 });
    const id = await arrange(world);
    const noNumber = await failureOf(fetchLabel(world, id));
    expect([noNumber.kind, noNumber.retryAt instanceof Date]).toEqual(['unavailable', true]);
    expect(noNumber.message).toContain('tracking number');
    await world.control.advance(61_000);
    for (let i = 0; i < 2; i++) expect((await failureOf(fetchLabel(world, id))).message).toContain('making the label');
    await world.control.advance(61_000);
    const label = await fetchLabel(world, id);
    expect(label.format).toBe('application/pdf');
    expect(label.trackingNumber).toBe(world.control.shipCounts().find(({ packageNumber }) => packageNumber === id)?.trackingNumber);
    expect(world.control.counters().callsByApi['logistics.create_shipping_document']).toBe(1);
  });

  it('is made again when Shopee failed to make it', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await arrange(world);
    world.control.addFault({ kind: 'label-failed', next: 1 });
    expect((await failureOf(fetchLabel(world, id))).kind).toBe('unavailable');
    expect((await fetchLabel(world, id)).bytes.length).toBeGreaterThan(500);
  });

  it('is asked for anew when the download comes too early', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await arrange(world);
    world.control.addFault({ kind: 'label-not-ready', api: 'logistics.download_shipping_document', next: 1 });
    const failure = await failureOf(fetchLabel(world, id));
    expect([failure.kind, failure.retryAt instanceof Date]).toEqual(['unavailable', true]);
    expect((await fetchLabel(world, id)).format).toBe('application/pdf');
  });

  it('may come in an archive, which is unpacked; one that is a web page is not printed by us', async () => {
    await using world = await makeSandboxWorld('ID', { labelFile: 'zip' });
    const id = await arrange(world);
    const label = await fetchLabel(world, id);
    expect(Buffer.from(label.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    world.control.configure({ labelFile: 'html' });
    expect((await failureOf(fetchLabel(world, id))).kind).toBe('unsupported');
  });

  it('is gone once the carrier has the parcel', async () => {
    await using world = await makeSandboxWorld('ID');
    const id = await arrange(world);
    const orderId = world.control.shipCounts().find(({ packageNumber }) => packageNumber === id)?.orderId ?? '';
    world.control.carrierScan(orderId);
    expect((await failureOf(fetchLabel(world, id))).kind).toBe('conflict');
  });
});
