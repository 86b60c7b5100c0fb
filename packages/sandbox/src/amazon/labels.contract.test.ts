import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient, sender } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const folder = mkdtempSync(join(tmpdir(), 'amazon-labels-'));

beforeAll(async () => {
  sandbox = await startAmazonSandbox({ settings: quick });
  client = await RawClient.connect(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

async function readyOrder() {
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED', lines: [{ sku: 'GAYO-250G', quantity: 2 }] });
  return await client.order(id);
}

const eligible = async (details: Record<string, unknown>) =>
  await client.call('POST', '/mfn/v0/eligibleShippingServices', { body: { ShipmentRequestDetails: details } });

/** Everything ZBar sees at 203 dpi. Needs poppler-utils and zbar-tools. */
function barcodesOf(bytes: Buffer, kind: 'pdf' | 'png'): string[] {
  const path = join(folder, `label.${kind}`);
  writeFileSync(path, bytes);
  const picture = kind === 'png' ? path : join(folder, 'page.pgm');
  if (kind === 'pdf') execFileSync('pdftoppm', ['-r', '203', '-gray', '-singlefile', path, join(folder, 'page')]);
  const out = execFileSync('zbarimg', ['-q', '--nodbus', picture], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return out.trim().split('\n').sort();
}

test('offers services that fit: tracked when tracking is wanted, in time when there is a date', async () => {
  const order = await readyOrder();
  const { body } = await eligible(client.parcelFor(order));
  const ids = (answer: typeof body): string[] =>
    answer.payload.ShippingServiceList.map((one: { ShippingServiceId: string }) => one.ShippingServiceId);
  expect(ids(body)).not.toContain('USPS_PTP_LETTER');
  expect(typeof body.payload.ShippingServiceList[0].Rate.Amount).toBe('number');
  const soon = new Date(Date.now() + 2.5 * 86_400_000).toISOString();
  expect(ids((await eligible(client.parcelFor(order, { MustArriveByDate: soon }))).body)).toEqual(['FEDEX_PTP_SECOND_DAY']);
  const any = { DeliveryExperience: 'NoTracking', CarrierWillPickUp: false };
  expect(ids((await eligible(client.parcelFor(order, { ShippingServiceOptions: any }))).body)).toContain('USPS_PTP_LETTER');
});

test.each([
  ['PDF', 'USPS_PTP_GROUND_ADVANTAGE', 'application/pdf'],
  ['PNG', 'UPS_PTP_GND', 'image/png'],
  ['ZPL203', 'UPS_PTP_GND', 'application/zpl'],
  ['ShippingServiceDefault', 'FEDEX_PTP_SECOND_DAY', 'image/png'],
])('sells a %s label of %s that unpacks to a real file', async (format, serviceId, contentType) => {
  const order = await readyOrder();
  const options = { DeliveryExperience: 'DeliveryConfirmationWithoutSignature', CarrierWillPickUp: false, LabelFormat: format };
  const { status, body } = await client.buyLabel(client.parcelFor(order, { ShippingServiceOptions: options }), serviceId);
  expect(status).toBe(200);
  const { TrackingId, Label, Status, ShipToAddress } = body.payload;
  expect(Status).toBe('Purchased');
  expect(ShipToAddress.CountryCode).toBe('US');
  const { Contents, FileType, Checksum } = Label.FileContents;
  expect(FileType).toBe(contentType);
  const file = gunzipSync(Buffer.from(Contents, 'base64'));
  expect(createHash('md5').update(file).digest('base64')).toBe(Checksum);
  if (contentType === 'application/zpl') {
    expect(file.toString()).toMatch(/^\^XA/);
    expect(file.toString()).toContain(`^FD${TrackingId}^FS`);
  } else {
    expect(barcodesOf(file, contentType === 'image/png' ? 'png' : 'pdf')).toEqual([`CODE-128:${TrackingId}`, `QR-Code:${TrackingId}`]);
  }
  const again = await client.shipment('GET', body.payload.ShipmentId);
  expect(again.body.payload.Label.FileContents.Checksum).toBe(Checksum);
});

test('confirms the parcel by itself, and sells no second label for the same units', async () => {
  const order = await readyOrder();
  const bought = await client.buyLabel(client.parcelFor(order), 'USPS_PTP_GROUND_ADVANTAGE');
  const after = await client.order(order.orderId);
  expect(after.fulfillment.fulfillmentStatus).toBe('SHIPPED');
  expect(after.packages).toMatchObject([
    { packageReferenceId: '1', carrier: 'USPS', trackingNumber: bought.body.payload.TrackingId, packageStatus: { status: 'PENDING' } },
  ]);
  const second = await client.buyLabel(client.parcelFor(order), 'USPS_PTP_GROUND_ADVANTAGE');
  expect(second.status).toBe(400);
  expect(sandbox.control.shipEffects(order.orderId)).toBe(1);
});

test('charges the seller and pays back a label that was not used', async () => {
  const before = sandbox.control.wallet(client.sellerId).USD ?? 0;
  const order = await readyOrder();
  const { body } = await client.buyLabel(client.parcelFor(order), 'UPS_PTP_GND');
  const price = Math.round(body.payload.ShippingService.RateWithAdjustments.Amount * 100);
  expect(sandbox.control.wallet(client.sellerId).USD).toBe(before - price);
  const cancelled = await client.shipment('DELETE', body.payload.ShipmentId);
  expect(cancelled.body.payload.Status).toBe('RefundPending');
  expect(cancelled.body.payload.Label.FileContents).toMatchObject({ Contents: '', FileType: '' });
  sandbox.control.configure({ cancelledFileType: 'kept' });
  expect((await client.shipment('GET', body.payload.ShipmentId)).body.payload.Label.FileContents.FileType).toBe('image/png');
  sandbox.control.configure({ cancelledFileType: 'empty' });
  expect((await client.order(order.orderId)).fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
  expect((await client.shipment('DELETE', body.payload.ShipmentId)).status).toBe(400);
  await sandbox.control.advance(86_400_000);
  client.token = (await client.refresh()).body.access_token;
  expect((await client.shipment('GET', body.payload.ShipmentId)).body.payload.Status).toBe('RefundApplied');
  expect(sandbox.control.wallet(client.sellerId).USD).toBe(before);
});

test('refuses a refund once the carrier has the parcel', async () => {
  const order = await readyOrder();
  const { body } = await client.buyLabel(client.parcelFor(order), 'UPS_PTP_GND');
  sandbox.control.carrierScan(order.orderId);
  const refused = await client.shipment('DELETE', body.payload.ShipmentId);
  expect(refused.body.payload.Status).toBe('RefundRejected');
  expect(refused.body.payload.Label.FileContents.Contents).not.toBe('');
});

test('opens labels only to a restricted token of that operation, and only to applications with the role', async () => {
  const order = await readyOrder();
  const body = { ShipmentRequestDetails: client.parcelFor(order), ShippingServiceId: 'UPS_PTP_GND' };
  expect((await client.call('POST', '/mfn/v0/shipments', { body })).status).toBe(403);
  const token = await client.restricted('GET', '/mfn/v0/shipments/{shipmentId}');
  expect((await client.call('POST', '/mfn/v0/shipments', { body, token })).status).toBe(403);
  expect((await client.call('GET', '/sellers/v1/marketplaceParticipations', { token })).status).toBe(403);
  const wrong = { restrictedResources: [{ method: 'GET', path: '/sellers/v1/marketplaceParticipations' }] };
  expect((await client.call('POST', '/tokens/2021-03-01/restrictedDataToken', { body: wrong })).status).toBe(400);
  sandbox.control.configure({ hasShippingRole: false });
  expect((await client.call('POST', '/tokens/2021-03-01/restrictedDataToken', { body: wrong })).status).toBe(403);
  sandbox.control.configure({ hasShippingRole: true });
});

test.each([
  ['a sender without a telephone', { ShipFromAddress: { ...sender, Phone: '' } }],
  ['a name of more than 30 letters', { ShipFromAddress: { ...sender, Name: 'x'.repeat(31) } }],
  ['a weight in kilograms', { Weight: { Value: 1, Unit: 'kg' } }],
  ['a parcel without height', { PackageDimensions: { Length: 10, Width: 10, Unit: 'inches' } }],
  ['an unknown experience', { ShippingServiceOptions: { DeliveryExperience: 'Fast', CarrierWillPickUp: false } }],
  ['a date that is none', { MustArriveByDate: 'tomorrow' }],
])('refuses %s', async (_, change) => {
  const answer = await eligible(client.parcelFor(await readyOrder(), change));
  expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'InvalidInput']);
});

test('refuses a format that the service does not have, or that it lists and does not take', async () => {
  const order = await readyOrder();
  const wanting = (LabelFormat: string) =>
    client.parcelFor(order, { ShippingServiceOptions: { DeliveryExperience: 'NoTracking', CarrierWillPickUp: false, LabelFormat } });
  expect((await client.buyLabel(wanting('PDF'), 'UPS_PTP_GND')).status).toBe(400);
  sandbox.control.configure({ stubbornServices: 'UPS_PTP_GND' });
  expect((await client.buyLabel(wanting('ZPL203'), 'UPS_PTP_GND')).status).toBe(400);
  expect((await client.buyLabel(wanting('ShippingServiceDefault'), 'UPS_PTP_GND')).status).toBe(200);
  sandbox.control.configure({ stubbornServices: '' });
});
