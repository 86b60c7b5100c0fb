import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { convertLabel } from './convert-label.ts';
import type { SourceFormat } from './converted-label.ts';
import { mediaDots, type PrinterLanguage } from './label-media.ts';
import { countDifferences, toMono } from './mono-bitmap.ts';
import { decodePwgRaster } from './pwg-decode.ts';
import { renderPdfPage } from './render-page.ts';
import { fourBySix, makeLabel, makeSheet, trackingNumber } from './sample-label.ts';
import { makePng } from './sample-png.ts';
import { decodeZpl } from './zpl-decode.ts';
import { encodeZpl } from './zpl-encode.ts';

const media = (language: PrinterLanguage, dpi = 203) => ({ ...fourBySix, dpi, language });
const convert = (
  bytes: Uint8Array,
  language: PrinterLanguage,
  dpi = 203,
  format: SourceFormat = 'application/pdf',
  expected = trackingNumber,
) => convertLabel({ bytes, format, media: media(language, dpi), expect: expected });

test.each(
  (['pdf', 'zpl', 'pwg-raster'] as const).flatMap((language) =>
    [203, 300].flatMap((dpi) => ['label', 'sheet'].map((source) => ({ language, dpi, source }))),
  ),
)('$source to $language at $dpi dpi carries the tracking number', async ({ language, dpi, source }) => {
  const label = await makeLabel({ ...fourBySix, dpi });
  const converted = await convert(source === 'label' ? label : await makeSheet('instructions', label), language, dpi);
  expect(converted.barcodes).toContain(trackingNumber);
  expect([converted.scale, converted.warnings]).toEqual([1, []]);
  expect(converted.sha256).toBe(createHash('sha256').update(converted.bytes).digest('hex'));
  expect(converted.timingsMs.total).toBeGreaterThan(0);
});

test('what the printer gets is dot for dot what the page draws', async () => {
  const label = await makeLabel();
  const drawn = toMono(await renderPdfPage(label, mediaDots(fourBySix)));
  const [zpl] = decodeZpl((await convert(label, 'zpl')).bytes);
  const pwg = decodePwgRaster((await convert(label, 'pwg-raster')).bytes)[0]?.bitmap;
  expect(zpl && countDifferences(zpl, drawn)).toBe(0);
  expect(pwg?.kind === 'mono' && countDifferences(pwg, drawn)).toBe(0);
});

test('a PDF of the right size goes to a PDF printer byte for byte', async () => {
  const label = await makeLabel();
  const converted = await convert(label, 'pdf');
  expect([converted.bytes, converted.format]).toEqual([label, 'application/pdf']);
});

test("somebody else's label is refused, naming what was expected and what was found", async () => {
  const other = makeLabel(fourBySix, 'OTHER-PARCEL-0001');
  await expect(convert(await other, 'zpl')).rejects.toMatchObject({
    code: 'UNREADABLE_DOCUMENT',
    message: expect.stringMatching(new RegExp(`${trackingNumber}.*OTHER-PARCEL-0001`)),
  });
});

test('a label whose bars melt together at the size of the media is refused', async () => {
  const tiny = { widthMm: 25, heightMm: 40, dpi: 203, language: 'zpl' as const };
  await expect(convertLabel({ bytes: await makeLabel(), format: 'application/pdf', media: tiny, expect: '1Z9' })).rejects.toMatchObject({
    code: 'UNREADABLE_DOCUMENT',
  });
});

test('without an expected number a label without codes passes with a warning', async () => {
  const blankish = makePng({
    kind: 'grey',
    width: 812,
    height: 1218,
    pixels: new Uint8Array(812 * 1218).fill(255).fill(0, 400_000, 500_000),
  });
  const converted = await convertLabel({ bytes: blankish, format: 'image/png', media: media('zpl') });
  expect([converted.barcodes, converted.warnings]).toEqual([[], ['No barcode could be read on this label.']]);
});

test.each([203, 300])('a PNG drawn for %i dpi becomes ZPL for 203 dpi', async (dpi) => {
  const png = makePng(await renderPdfPage(await makeLabel({ ...fourBySix, dpi }), { dpi }));
  const converted = await convert(png, 'zpl', 203, 'image/png');
  expect([converted.scale, converted.barcodes.includes(trackingNumber)]).toEqual([1, true]);
});

test('a PNG of the right resolution keeps every dot', async () => {
  const picture = await renderPdfPage(await makeLabel(), mediaDots(fourBySix));
  const [zpl] = decodeZpl((await convert(makePng(picture), 'zpl', 203, 'image/png')).bytes);
  expect(zpl && countDifferences(zpl, toMono(picture))).toBe(0);
});

test('a damaged PNG is refused', async () => {
  const png = makePng(await renderPdfPage(await makeLabel(), { dpi: 203 }));
  for (const bytes of [png.slice(0, 20), png.slice(0, 2000), Buffer.from('GIF89a')]) {
    await expect(convert(bytes, 'zpl', 203, 'image/png')).rejects.toMatchObject({ code: 'UNREADABLE_DOCUMENT' });
  }
});

const zplType = 'application/vnd.zebra-zpl';

test('ZPL with graphics stays as it is and is read like any picture', async () => {
  const zpl = encodeZpl(toMono(await renderPdfPage(await makeLabel(), mediaDots(fourBySix))), { encoding: 'acs' });
  const converted = await convert(zpl, 'zpl', 203, zplType);
  expect(converted.bytes).toBe(zpl);
  expect(converted.barcodes).toContain(trackingNumber);
  await expect(convert(zpl, 'zpl', 203, zplType, 'ANOTHER-NUMBER')).rejects.toMatchObject({ code: 'UNREADABLE_DOCUMENT' });
});

test('ZPL with native barcodes is compared by its texts, and says so', async () => {
  const zpl = Buffer.from(`^XA^PW812^LL1218^FO50,50^BY3^BCN,150,Y,N,N^FD>:${trackingNumber}^FS^XZ`);
  const converted = await convert(zpl, 'zpl', 203, zplType);
  expect([converted.barcodes, converted.warnings.length]).toEqual([[trackingNumber], 1]);
  await expect(convert(zpl, 'zpl', 203, zplType, 'ANOTHER-NUMBER')).rejects.toMatchObject({
    message: expect.stringContaining(trackingNumber),
  });
});

test('ZPL for a printer that does not speak it, and text that is no ZPL, are refused', async () => {
  await expect(convert(Buffer.from('^XA^XZ'), 'pdf', 203, zplType)).rejects.toMatchObject({
    message: expect.stringContaining('ZPL printers'),
  });
  await expect(convert(Buffer.from('hello'), 'zpl', 203, zplType)).rejects.toMatchObject({ message: expect.stringContaining('not ZPL') });
});
