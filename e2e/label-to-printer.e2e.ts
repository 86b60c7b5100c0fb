import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShipCount } from '@shopfleet/sandbox';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, type Rig, startRigs } from './src/labels/printers.ts';
import type { SandboxOrder } from './src/programs/sandbox.ts';
import { startWorld, type World } from './src/world.ts';

const stack = new AsyncDisposableStack();
const indonesianShop = '7494049642642441621';
const rigNames = ['Direct IPP', 'CUPS queue', 'Zebra on 9100', 'PDF folder'];
const shapes = ['A6', 'A4'] as const;
let world: World;
let rigs: readonly Rig[];

interface PrintedRow {
  readonly id: string;
  readonly state: string;
  readonly order_id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly barcodes: readonly string[];
  readonly warnings: readonly string[];
}

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'shopfleet-rigs-'));
  stack.defer(() => rmSync(directory, { recursive: true, force: true }));
  rigs = await startRigs(stack, directory);
  world = stack.use(await startWorld({ printers: rigs.map(({ printer }) => printer) }));
});
afterAll(() => stack.disposeAsync());

/** Places an order for one mug, and waits until its label was confirmed. */
async function placeAndPrint(printerId: string | undefined): Promise<{ order: SandboxOrder; shipped: ShipCount; printed: PrintedRow }> {
  const order = await world.sandbox.act<SandboxOrder>('orders', { shopId: indonesianShop, status: 'AWAITING_SHIPMENT' });
  let printed: PrintedRow | undefined;
  const isPrinted = async () => {
    [printed] = await world.database.query<PrintedRow>(
      `select j.id, j.state, j.order_id, a.sha256, a.bytes, r.barcodes, r.warnings
       from print_job j join orders o on o.id = j.order_id join print_attempt a on a.print_job_id = j.id
       left join label_rendition r on r.label_id = j.label_id and r.sha256 = a.sha256
       where o.external_id = $1 and j.printer_id = $2 and j.state = 'confirmed'`,
      [order.id, printerId],
    );
    return printed !== undefined;
  };
  await waitUntil(`order ${order.id} is printed`, isPrinted, 30_000, () => world.words());
  const counts = await world.sandbox.look<ShipCount[]>('ship-counts');
  const shipped = counts.find(({ orderIds }) => orderIds.includes(order.id));
  if (!printed || !shipped) throw new Error('unreachable');
  return { order, shipped, printed };
}

describe.each(shapes)('an %s label of the marketplace', (shape) => {
  it.each(rigNames)('comes out of %s and scans at 203 dpi to the tracking number', async (name) => {
    const index = rigNames.indexOf(name);
    const [rig, printerId] = [rigs[index], world.printerIds[index]];
    if (!rig) throw new Error('unreachable');
    await world.sandbox.act('settings', { labelShape: shape === 'A4' ? 'a4' : 'requested' });
    await world.owner.send('PUT', '/api/print-routes', { items: [{ shopId: null, carrierName: null, documentType: null, printerId }] });
    const before = rig.outcomes().length;

    const { order, shipped, printed } = await placeAndPrint(printerId);

    await waitUntil('the label is there', () => rig.outcomes().length > before, 5_000);
    expect(rig.outcomes()).toHaveLength(before + 1);
    const outcome = rig.outcomes().at(-1);
    expect(outcome?.codes()).toContain(shipped.trackingNumber);
    expect(outcome?.size()).toBe('102 x 152');
    const received = bytesOf(outcome?.path ?? '');
    if (rig.keepsBytes) expect(createHash('sha256').update(received).digest('hex')).toBe(printed.sha256);
    if (rig.keepsBytes) expect(received.equals(sentBytes(printed.sha256))).toBe(true);
    expect(printed.barcodes).toContain(shipped.trackingNumber);
    expect(shipped).toMatchObject({ shipCalls: 1, shipEffects: 1, documentCalls: 1 });
    expect(await world.sandbox.look(`order?id=${order.id}`)).toMatchObject({ status: 'AWAITING_COLLECTION' });
  });
});

/** The document as the hub keeps it. */
const sentBytes = (sha256: string): Buffer =>
  bytesOf(join(world.directory, 'hub', 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256));
