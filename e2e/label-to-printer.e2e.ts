import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShipCount } from '@shopfleet/sandbox';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, type Rig, startRigs } from './src/labels/printers.ts';
import { pdfSizeMm } from './src/labels/read-label.ts';
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
  readonly source_sha256: string;
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
      `select j.id, j.state, j.order_id, j.source_sha256, a.sha256, a.bytes, r.barcodes, r.warnings
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

    await waitUntil('the label is there', () => rig.outcomes().length > before, 20_000);
    expect(rig.outcomes()).toHaveLength(before + 1);
    const outcome = rig.outcomes().at(-1);
    expect(outcome?.codes()).toContain(shipped.trackingNumber);
    expect(outcome?.size()).toBe('102 x 152');
    const received = bytesOf(outcome?.path ?? '');
    if (rig.keepsBytes) expect(createHash('sha256').update(received).digest('hex')).toBe(printed.sha256);
    if (rig.keepsBytes) expect(received.equals(sentBytes(printed.sha256))).toBe(true);
    expect(printed.barcodes).toContain(shipped.trackingNumber);
    expect(shipped).toMatchObject({ shipCalls: 1, shipEffects: 1, documentCalls: 1 });
    expect(pdfSizeMm(storedAt(printed.source_sha256))).toBe(shape === 'A4' ? '210 x 297' : '105 x 148');
    expect(await world.sandbox.look(`order?id=${order.id}`)).toMatchObject({ status: 'AWAITING_COLLECTION' });
    await waitUntil('the hub knows that it is to be handed over', () => isToHandOver(order.id), 15_000, world.words);
    expect(await historyOf(order.id)).toEqual(wholeStory);
    expect(await soldUnits(order.id)).toBe(order.lines.length);
  });
});

it('the shelf is counted down once, however often the marketplace speaks of the order', async () => {
  const { order } = await placeAndPrint(world.printerIds[3]);
  await waitUntil('the units are taken from stock', async () => (await soldUnits(order.id)) === order.lines.length, 15_000, world.words);
  for (const _scan of ['collected', 'delivered']) await world.sandbox.act('carrier-scan', { id: order.id });
  const isDelivered = async () =>
    (await world.database.query(`select id from orders where external_id = $1 and status = 'delivered'`, [order.id])).length === 1;
  await waitUntil('the hub knows that it was delivered', isDelivered, 15_000, world.words);
  expect(await soldUnits(order.id)).toBe(order.lines.length);
  const [shelf] = await world.database.query<{ missing: number }>(
    `select count(*)::int as missing from stock_level l where on_hand <> (select coalesce(sum(quantity), 0) from stock_movement m
     where m.sku_id = l.sku_id and m.location_id = l.location_id)`,
  );
  expect(shelf?.missing).toBe(0);
});

const wholeStory = [
  'imported',
  'rule-decided',
  'fulfilment-requested',
  'arranging',
  'arranged',
  'label-fetched',
  'print-queued',
  'printed',
  'confirmed',
];

/** What happened to the order, in order; what the marketplace says of itself comes in between, whenever it comes. */
async function historyOf(externalId: string): Promise<string[]> {
  const rows = await world.database.query<{ kind: string }>(
    'select h.kind from order_history h join orders o on o.id = h.order_id where o.external_id = $1 order by h.number',
    [externalId],
  );
  return rows.map(({ kind }) => kind).filter((kind) => wholeStory.includes(kind));
}

async function isToHandOver(externalId: string): Promise<boolean> {
  const rows = await world.database.query(
    `select id from orders where external_id = $1 and status = 'to_hand_over' and fulfil_state = 'done'`,
    [externalId],
  );
  return rows.length === 1;
}

/** Units of the order that were booked out of stock. */
async function soldUnits(externalId: string): Promise<number> {
  const [row] = await world.database.query<{ units: number }>(
    `select coalesce(-sum(m.quantity), 0)::int as units from stock_movement m join order_line l on l.id = m.cause_id
     join orders o on o.id = l.order_id where o.external_id = $1 and m.kind = 'sale'`,
    [externalId],
  );
  return row?.units ?? 0;
}

/** Where the hub keeps a document, and what is in it. */
const storedAt = (sha256: string): string => join(world.directory, 'hub', 'files', sha256.slice(0, 2), sha256);
const sentBytes = (sha256: string): Buffer => bytesOf(storedAt(sha256));
