import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test, vi } from 'vitest';
import { drawBarcode } from './barcode-bars.ts';
import { decodeBarcodes, isExpected } from './barcode-reader.ts';
import { blankGrey } from './bitmap.ts';
import { toMono } from './mono-bitmap.ts';
import { renderPdfPage } from './render-page.ts';
import { fourBySix, makeLabel, stampBarcode, trackingNumber } from './sample-label.ts';

// The reader's program must come from the disk: whoever asks the network fails every test below.
vi.stubGlobal('fetch', () => Promise.reject(new Error('The network was asked')));

async function pageWith(symbology: Parameters<typeof stampBarcode>[1], text: string, height: number) {
  const document = await PDFDocument.create();
  const page = document.addPage([288, 432]);
  stampBarcode({ page, dot: 72 / 203, x: 60, top: 90, module: 3, height }, symbology, text);
  return renderPdfPage(await document.save(), { dpi: 203 });
}

test.each([
  ['code128', 'JJD000390007512345678', 150],
  ['code39', 'RR123456785CZ', 150],
  ['interleaved2of5', '12345678901234', 150],
  ['ean13', '9780201379624', 150],
  ['qrcode', 'https://hub.example/p/1', 3],
  ['datamatrix', 'DM-0042', 3],
  ['pdf417', 'ARP stock no. 0042', 3],
] as const)('a %s on the dot grid is read from black and white and from grey', async (symbology, text, height) => {
  const picture = await pageWith(symbology, text, height);
  expect((await decodeBarcodes(toMono(picture))).map((code) => code.text)).toEqual([text]);
  expect((await decodeBarcodes(picture, { soft: true })).map((code) => code.text)).toEqual([text]);
});

test('bars drawn for 203 dpi have no grey edges', async () => {
  const picture = await pageWith('code128', trackingNumber, 150);
  const row = picture.pixels.subarray(100 * picture.width, 101 * picture.width);
  expect([...new Set(row)].sort()).toEqual([0, 255]);
});

test('one bar is one rectangle, and its modules add up', () => {
  const { bars, widthModules } = drawBarcode('code128', 'A');
  const last = bars.at(-1);
  expect([widthModules, last && last.x + last.width]).toEqual([46, 46]);
});

test('a blank picture has no barcodes', async () => {
  expect(await decodeBarcodes(toMono(blankGrey(812, 1218)))).toEqual([]);
});

test('the expected number ends the search early, another one makes it thorough; both find it', async () => {
  const picture = toMono(await renderPdfPage(await makeLabel(), { dpi: fourBySix.dpi }));
  for (const expected of [trackingNumber, 'SOMETHING-ELSE']) {
    expect((await decodeBarcodes(picture, { expect: expected })).map(({ text }) => text)).toContain(trackingNumber);
  }
});

test('a tracking number is recognised as carriers print it, and never inside of a short one', () => {
  expect(isExpected('(420)10001(92)612999877543210', '92612999877543210')).toBe(true);
  expect(isExpected('1z 999 aa1 01 2345 6784', '1Z999AA10123456784')).toBe(true);
  expect(isExpected('1Z999AA10123456785', '1Z999AA10123456784')).toBe(false);
  expect(isExpected('12345678', '345')).toBe(false);
  expect(isExpected('345', '345')).toBe(true);
  expect(isExpected('anything', '')).toBe(false);
});
