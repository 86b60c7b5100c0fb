import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;
const folder = mkdtempSync(join(tmpdir(), 'shopee-labels-'));
const thermal = 'THERMAL_AIR_WAYBILL';

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => {
  sandbox.control.clearFaults();
  sandbox.control.configure({ labelFile: 'pdf' });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** An order that is arranged and has its number. */
async function arranged(): Promise<{ order_sn: string; tracking_number: string }> {
  const { id } = caller.readyOrder();
  await caller.ship(id);
  await sandbox.control.advance(1_000);
  return { order_sn: id, tracking_number: caller.parcelOf(id).trackingNumber ?? '' };
}

const create = (...rows: object[]) => caller.post('logistics/create_shipping_document', { order_list: rows });
const result = (...rows: object[]) => caller.post('logistics/get_shipping_document_result', { order_list: rows });
const download = (type: string, ...rows: object[]) =>
  caller.raw('POST', 'logistics/download_shipping_document', { body: { shipping_document_type: type, order_list: rows } });

/** Creates, waits and downloads. */
async function documentOf(row: { order_sn: string; tracking_number: string }, type = thermal): Promise<Response> {
  await create({ ...row, shipping_document_type: type });
  await sandbox.control.advance(1_000);
  return await download(type, { order_sn: row.order_sn });
}

/** Everything Poppler and ZBar see at 203 dpi. Both must be installed: poppler-utils, zbar-tools. */
function decode(pdf: Buffer): string[] {
  const path = join(folder, 'label.pdf');
  writeFileSync(path, pdf);
  execFileSync('pdftoppm', ['-r', '203', '-gray', '-singlefile', path, join(folder, 'label')]);
  const out = execFileSync('zbarimg', ['-q', '--nodbus', join(folder, 'label.pgm')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return out.trim().split('\n').sort();
}

test('names the thermal type first, and only once the parcel is arranged', async () => {
  const { id } = caller.readyOrder();
  const ask = (orderSn: string) => caller.post('logistics/get_shipping_document_parameter', { order_list: [{ order_sn: orderSn }] });
  expect(await ask(id)).toMatchObject({
    error: 'common.batch_api_all_failed',
    response: { result_list: [{ order_sn: id, fail_error: 'logistics.package_can_not_print' }] },
  });
  const row = await arranged();
  expect((await ask(row.order_sn)).response.result_list[0]).toMatchObject({
    suggest_shipping_document_type: thermal,
    selectable_shipping_document_type: ['NORMAL_AIR_WAYBILL', thermal],
  });
});

test.each([thermal, 'NORMAL_AIR_WAYBILL'])(
  'makes a PDF of type %s whose bar code and QR code read as the tracking number',
  async (type) => {
    const row = await arranged();
    const response = await documentOf(row, type);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const seen = decode(Buffer.from(await response.arrayBuffer()));
    expect(seen).toEqual([`CODE-128:${row.tracking_number}`, `QR-Code:${row.tracking_number}`]);
  },
);

test('goes create, processing, ready; a download in between comes as an error, not as a file', async () => {
  const row = await arranged();
  const asked = { order_sn: row.order_sn, shipping_document_type: thermal };
  expect((await result(asked)).response.result_list[0]).toMatchObject({ fail_error: 'logistics.shipping_document_should_print_first' });
  expect((await create({ order_sn: row.order_sn, tracking_number: 'x' })).response.result_list[0]).toMatchObject({
    fail_error: 'logistics.tracking_number_invalid',
  });
  await create({ ...row, shipping_document_type: thermal });
  expect((await result(asked)).response.result_list[0]).toMatchObject({ status: 'PROCESSING' });
  expect(await (await download(thermal, asked)).json()).toMatchObject({ error: 'logistics.download_later' });
  await sandbox.control.advance(1_000);
  expect((await result(asked)).response.result_list[0]).toMatchObject({ status: 'READY' });
  expect(await (await download('NORMAL_AIR_WAYBILL', asked)).json()).toMatchObject({
    error: 'logistics.shipping_document_should_print_first',
  });
});

test('tells a mixed result row by row, with a warning', async () => {
  const [good, bad] = [await arranged(), await arranged()];
  await create({ ...good, shipping_document_type: thermal });
  const answer = await result({ order_sn: good.order_sn }, { order_sn: bad.order_sn });
  expect(answer).toMatchObject({ error: '', warning: [{ order_sn: bad.order_sn }] });
  expect(answer.response.result_list).toMatchObject([{ status: 'PROCESSING' }, { fail_error: expect.any(String) }]);
});

test('a document that failed is made when it is asked for anew; a slow one says so as often as set', async () => {
  const row = await arranged();
  sandbox.control.addFault({ kind: 'label-failed', next: 1 });
  expect(await (await documentOf(row)).json()).toMatchObject({ error: 'logistics.package_print_failed' });
  expect((await result({ order_sn: row.order_sn })).response.result_list[0]).toMatchObject({ status: 'FAILED' });
  sandbox.control.addFault({ kind: 'label-not-ready', api: 'logistics.get_shipping_document_result', next: 1 });
  expect((await documentOf(row)).headers.get('content-type')).toBe('application/pdf');
  expect((await result({ order_sn: row.order_sn })).response.result_list[0]).toMatchObject({ status: 'PROCESSING' });
  expect((await result({ order_sn: row.order_sn })).response.result_list[0]).toMatchObject({ status: 'READY' });
});

test('gives the waybills of two parcels as two pages, and none after pick-up', async () => {
  const rows = [await arranged(), await arranged()];
  await create(...rows);
  await sandbox.control.advance(1_000);
  const pdf = Buffer.from(await (await download(thermal, ...rows.map(({ order_sn }) => ({ order_sn })))).arrayBuffer());
  writeFileSync(join(folder, 'two.pdf'), pdf);
  expect(execFileSync('pdfinfo', [join(folder, 'two.pdf')], { encoding: 'utf8' })).toMatch(/Pages:\s+2/);
  const [first] = rows;
  sandbox.control.carrierScan(first?.order_sn ?? '');
  expect(await (await download(thermal, { order_sn: first?.order_sn })).json()).toMatchObject({ error: 'logistics.package_can_not_print' });
});

test('may send an archive or a web page instead, when so set', async () => {
  sandbox.control.configure({ labelFile: 'zip' });
  const row = await arranged();
  const archive = Buffer.from(await (await documentOf(row)).arrayBuffer());
  writeFileSync(join(folder, 'labels.zip'), archive);
  const names = execFileSync('python3', ['-m', 'zipfile', '-l', join(folder, 'labels.zip')], { encoding: 'utf8' });
  expect(names).toContain(`${caller.parcelOf(row.order_sn).id}.pdf`);
  sandbox.control.configure({ labelFile: 'html' });
  const page = await documentOf(await arranged());
  expect(page.headers.get('content-type')).toBe('text/html');
  expect(await page.text()).toContain('SPXID');
});
