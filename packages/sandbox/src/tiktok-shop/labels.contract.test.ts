import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
const folder = mkdtempSync(join(tmpdir(), 'sandbox-labels-'));

beforeAll(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

const documentOf = (packageId: string, query: Record<string, string> = {}) =>
  caller.shop('GET', `/fulfillment/202309/packages/${packageId}/shipping_documents`, {
    query: { document_type: 'SHIPPING_LABEL', ...query },
  });

async function shipped(): Promise<string> {
  const { packageId } = caller.readyOrder();
  await caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: { handover_method: 'DROP_OFF' } });
  return packageId;
}

/** Everything Poppler and ZBar see at 203 dpi. Both must be installed: poppler-utils, zbar-tools. */
function decode(pdf: Buffer): { texts: string[]; width: number; height: number } {
  const path = join(folder, 'label.pdf');
  writeFileSync(path, pdf);
  execFileSync('pdftoppm', ['-r', '203', '-gray', '-singlefile', path, join(folder, 'label')]);
  const [, width = 0, height = 0] =
    /^P5\s+(\d+)\s+(\d+)/.exec(readFileSync(join(folder, 'label.pgm')).subarray(0, 40).toString('latin1'))?.map(Number) ?? [];
  const out = execFileSync('zbarimg', ['-q', '--nodbus', join(folder, 'label.pgm')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { texts: out.trim().split('\n').sort(), width, height };
}

test.each([
  ['A6', 'requested', { document_size: 'A6' }, [840, 1183]],
  ['A5', 'requested', { document_size: 'A5' }, [1183, 1679]],
  ['an A4 page', 'a4', {}, [1679, 2374]],
] as const)('gives a label on %s whose bar code and QR code read as the tracking number', async (_, labelShape, query, [width, height]) => {
  sandbox.control.configure({ labelShape });
  const packageId = await shipped();
  const { data } = await documentOf(packageId, query);
  const response = await fetch(data.doc_url);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const seen = decode(Buffer.from(await response.arrayBuffer()));
  expect(seen.texts).toEqual([`CODE-128:${data.tracking_number}`, `QR-Code:${data.tracking_number}`]);
  expect([seen.width, seen.height]).toEqual([width, height]);
  sandbox.control.configure({ labelShape: 'requested' });
});

test('gives the same bytes each time, from a link that ends after 24 hours', async () => {
  const packageId = await shipped();
  const { doc_url: url } = (await documentOf(packageId)).data;
  const [one, two] = await Promise.all([fetch(url).then((r) => r.bytes()), fetch(url).then((r) => r.bytes())]);
  expect(Buffer.compare(one, two)).toBe(0);
  expect((await fetch(url.replace('sign=', 'sign=0'))).status).toBe(403);
  const { searchParams } = new URL(url);
  expect(Number(searchParams.get('expire')) - Number(searchParams.get('timeStamp'))).toBe(86_400);
});

test('has no label before shipping, none at first when so set, and none after pick-up', async () => {
  const { order, packageId } = caller.readyOrder();
  expect((await documentOf(packageId)).code).toBe(21023035);
  sandbox.control.configure({ labelNotReadyCalls: 1 });
  await caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: {} });
  expect((await documentOf(packageId)).code).toBe(11034037);
  expect((await documentOf(packageId)).code).toBe(0);
  sandbox.control.configure({ labelNotReadyCalls: 0 });
  sandbox.control.carrierScan(order.id);
  expect((await documentOf(packageId)).code).toBe(21042102);
});

test('speaks ZPL in Mexico only', async () => {
  expect((await documentOf(await shipped(), { document_format: 'ZPL' })).code).toBe(21008106);
  const mexico = await RawCaller.connect(sandbox, 'MX');
  const { packageId } = mexico.readyOrder();
  await mexico.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: {} });
  const { data } = await mexico.shop('GET', `/fulfillment/202309/packages/${packageId}/shipping_documents`, {
    query: { document_type: 'SHIPPING_LABEL', document_format: 'ZPL' },
  });
  const zpl = await (await fetch(data.doc_url)).text();
  expect(zpl).toMatch(/^\^XA/);
  expect(zpl).toContain(data.tracking_number);
});
