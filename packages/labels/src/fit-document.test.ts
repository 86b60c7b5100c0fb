import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { decodeBarcodes } from './barcode-reader.ts';
import type { MonoBitmap } from './bitmap.ts';
import { fitDocument } from './fit-document.ts';
import { inkBox } from './ink-box.ts';
import { mediaDots } from './label-media.ts';
import { isInk, toMono } from './mono-bitmap.ts';
import { renderPdfPage } from './render-page.ts';
import { fourBySix, makeLabel, makeSheet, type SheetKind, trackingNumber } from './sample-label.ts';
import { validatePdf } from './validate-pdf.ts';

const a6 = { widthMm: 105, heightMm: 148, dpi: 203 };
const draw = (pdf: Uint8Array, media = fourBySix, page = 0) => renderPdfPage(pdf, { ...mediaDots(media), page });
const kinds: SheetKind[] = ['top-left', 'centre', 'rotated', 'instructions', 'page-rotate', 'crop-box'];

test.each(kinds)('an A4 sheet (%s) becomes one label, life-size and upright', async (kind) => {
  const fitted = await fitDocument(await makeSheet(kind, await makeLabel()), fourBySix);
  expect(await validatePdf(fitted.pdf)).toEqual({ pages: 1, widthMm: expect.closeTo(101.6, 1), heightMm: expect.closeTo(152.4, 1) });
  expect([fitted.scale, fitted.warnings, fitted.otherPages]).toEqual([1, [], []]);
  const picture = await draw(fitted.pdf);
  expect((await decodeBarcodes(toMono(picture))).map(({ text, turn }) => [text, turn])).toEqual([
    [trackingNumber, 0],
    [`https://hub.example/o/${trackingNumber}`, 0],
  ]);
  // The label's frame is 788 × 1194 dots: all of it must be there, and nothing of the sheet around it.
  const ink = inkBox(picture, 128);
  expect(ink && [Math.abs(ink.width - 790) <= 2, Math.abs(ink.height - 1196) <= 2]).toEqual([true, true]);
});

test.each(kinds)('a label without a frame on an A4 sheet (%s) keeps its last line', async (kind) => {
  const label = await makeLabel(fourBySix, trackingNumber, false);
  const before = inkBox(await draw(label), 128);
  const after = inkBox(await draw((await fitDocument(await makeSheet(kind, label), fourBySix)).pdf), 128);
  expect(after?.height).toBeGreaterThanOrEqual((before?.height ?? 0) - 2);
  expect(after?.height).toBeLessThanOrEqual((before?.height ?? 0) + 2);
});

test('a label of the size of the media stays byte for byte what it was', async () => {
  const label = await makeLabel();
  const fitted = await fitDocument(label, fourBySix);
  expect(fitted.pdf).toBe(label);
  expect([fitted.isUnchanged, fitted.scale]).toEqual([true, 1]);
});

test('an A6 label without a frame comes onto 4 × 6 inches and 100 × 150 mm at its own size', async () => {
  const label = await makeLabel(a6, trackingNumber, false);
  const before = inkBox(await draw(label, a6), 128);
  for (const media of [fourBySix, { widthMm: 100, heightMm: 150, dpi: 203 }]) {
    const fitted = await fitDocument(label, media);
    const after = inkBox(await draw(fitted.pdf, media), 128);
    expect(fitted.scale).toBe(1);
    expect(Math.abs((after?.width ?? 0) - (before?.width ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs((after?.height ?? 0) - (before?.height ?? 0))).toBeLessThanOrEqual(1);
  }
});

test('a label larger than the media is made smaller, with a warning below 90 %', async () => {
  const fitted = await fitDocument(await makeLabel(), { widthMm: 76.2, heightMm: 127, dpi: 203 });
  expect(fitted.scale).toBeLessThan(0.9);
  expect(fitted.warnings).toEqual([expect.stringContaining('made smaller')]);
});

test('a label lying on its side is turned', async () => {
  const source = await PDFDocument.load(await makeLabel());
  const target = await PDFDocument.create();
  const [embedded] = await target.embedPdf(source);
  if (embedded) target.addPage([432, 288]).drawPage(embedded, { x: 432, y: 0, rotate: degrees(90) });
  const fitted = await fitDocument(await target.save(), fourBySix);
  expect((await decodeBarcodes(toMono(await draw(fitted.pdf)))).map(({ turn }) => turn)).toEqual([0, 0]);
});

test('papers behind the label are left out and named', async () => {
  const document = await PDFDocument.load(await makeLabel(a6));
  document.addPage([595, 842]).drawText('Customs declaration', { x: 60, y: 700 });
  document.addPage([595, 842]);
  const fitted = await fitDocument(await document.save(), fourBySix);
  expect([fitted.pages.map(({ sourcePage }) => sourcePage), fitted.otherPages]).toEqual([[0], [1, 2]]);
  expect(fitted.warnings).toContainEqual('Left out as no labels: page 2, 3.');
});

test('of two labels on one sheet the expected one is taken', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([595.28, 841.89]);
  const small = { widthMm: 80, heightMm: 110, dpi: 203 };
  const [first] = await document.embedPdf(await makeLabel(small, 'FIRST12345'));
  const [second] = await document.embedPdf(await makeLabel(small, 'SECOND1234'));
  if (first) page.drawPage(first, { x: 30, y: 480 });
  if (second) page.drawPage(second, { x: 320, y: 60 });
  const fitted = await fitDocument(await document.save(), fourBySix, { expect: 'SECOND1234' });
  expect((await decodeBarcodes(toMono(await draw(fitted.pdf)))).map(({ text }) => text)).toContain('SECOND1234');
});

test('a blank page is refused', async () => {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  await expect(fitDocument(await document.save(), fourBySix)).rejects.toMatchObject({ code: 'UNREADABLE_DOCUMENT' });
});

test.each([3, 6, 15])('a cut line %i points below the label keeps the instructions off it', async (gap) => {
  const document = await PDFDocument.create();
  const page = document.addPage([595.28, 841.89]);
  const [label] = await document.embedPdf(await makeLabel());
  if (label) page.drawPage(label, { x: 20, y: 390 });
  page.drawLine({ start: { x: 0, y: 390 - gap }, end: { x: 595, y: 390 - gap }, thickness: 0.5, dashArray: [4, 4] });
  page.drawText('Fold along the line', { x: 30, y: 376 - gap, size: 11, font: await document.embedFont(StandardFonts.Helvetica) });
  const fitted = await fitDocument(await document.save(), fourBySix);
  expect(fitted.scale).toBe(1);
  expect(fitted.pages[0]?.region.height).toBeLessThan(430);
});

test('a label cut out at any place of a sheet keeps every bar as wide as it was', async () => {
  const source = await makeLabel();
  const expected = barWidths(toMono(await draw(source)), 450);
  for (let i = 0; i < 6; i++) {
    const document = await PDFDocument.create();
    const page = document.addPage([595.28, 841.89]);
    const [label] = await document.embedPdf(source);
    if (label) page.drawPage(label, { x: 20 + i * 7.13, y: 100 + i * 11.37 });
    const picture = toMono(await draw((await fitDocument(await document.save(), fourBySix)).pdf));
    const code = (await decodeBarcodes(picture)).find(({ format }) => format === 'Code128');
    expect(barWidths(picture, Math.round(code?.y ?? 0))).toEqual(expected);
  }
});

function barWidths(picture: MonoBitmap, y: number): number[] {
  const widths: number[] = [];
  let width = 0;
  for (let x = 30; x < picture.width - 30; x++) {
    if (isInk(picture, x, y)) width++;
    else if (width > 0) {
      widths.push(width);
      width = 0;
    }
  }
  return widths;
}

test('a PDF locked against changes only is fitted all the same', async () => {
  const document = await PDFDocument.load(await makeLabel(fourBySix, trackingNumber, false));
  document.encrypt({ userPassword: '', ownerPassword: 'owner' });
  const media = { widthMm: 100, heightMm: 150, dpi: 203 };
  const fitted = await fitDocument(await document.save(), media);
  expect((await decodeBarcodes(toMono(await draw(fitted.pdf, media)))).map(({ text }) => text)).toContain(trackingNumber);
});
