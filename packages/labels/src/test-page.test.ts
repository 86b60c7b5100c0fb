import { expect, test } from 'vitest';
import { convertLabel } from './convert-label.ts';
import { isInk, toMono } from './mono-bitmap.ts';
import { renderPdfPage } from './render-page.ts';
import { makeTestPage, testPageCode } from './test-page.ts';

const at = new Date('2026-01-02T03:04:05Z');

test.each([
  { widthMm: 101.6, heightMm: 152.4, dpi: 203 },
  { widthMm: 105, heightMm: 148, dpi: 300 },
  { widthMm: 57, heightMm: 32, dpi: 203 },
])('the test page fills media of $widthMm × $heightMm mm at $dpi dpi, and its code scans', async (media) => {
  const page = await makeTestPage({ media, printerName: 'Tiskárna – sklad 印', at });
  const converted = await convertLabel({
    bytes: page,
    format: 'application/pdf',
    media: { ...media, language: 'pdf' },
    expect: testPageCode(at),
  });
  expect(converted.bytes).toBe(page);
  expect(converted.barcodes).toEqual(['TEST202601020304']);
});

test('its pattern of single dots is a chessboard on the paper', async () => {
  const media = { widthMm: 101.6, heightMm: 152.4, dpi: 203 };
  const picture = toMono(await renderPdfPage(await makeTestPage({ media, printerName: 'A', at }), { dpi: 203 }));
  const left = 64;
  const bottom = picture.height - 64 - 1;
  const square = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => isInk(picture, left + column, bottom - row)));
  expect(square).toEqual([0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => (row + column) % 2 === 0)));
});
