import { degrees, PDFDocument, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { drawBarcode, type LinearSymbology, type MatrixSymbology } from './barcode-bars.ts';
import { type LabelMedia, mediaPoints } from './label-media.ts';

/** Labels for tests: made-up addresses, real barcodes whose bars are whole dots wide. */
export const trackingNumber = '1Z999AA10123456784';
export const fourBySix: LabelMedia = { widthMm: 101.6, heightMm: 152.4, dpi: 203 };

interface Spot {
  readonly page: PDFPage;
  readonly dot: number;
  readonly x: number;
  readonly top: number;
  readonly module: number;
  readonly height?: number;
}

/** Draws a barcode; every length of `spot` is in dots of the print head. */
export function stampBarcode(spot: Spot, symbology: LinearSymbology | MatrixSymbology, text: string): void {
  const { page, dot, x, top, module, height = module } = spot;
  for (const bar of drawBarcode(symbology, text).bars) {
    page.drawRectangle({
      x: (x + bar.x * module) * dot,
      y: page.getHeight() - (top + bar.y * module + bar.height * height) * dot,
      width: bar.width * module * dot,
      height: bar.height * height * dot,
      color: rgb(0, 0, 0),
    });
  }
}

/** A label with an address, a Code 128 of `tracking` and a QR code, framed unless `frame` is false. */
export async function makeLabel(media: LabelMedia = fourBySix, tracking = trackingNumber, frame = true): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { width, height } = mediaPoints(media);
  const page = document.addPage([width, height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const dot = 72 / media.dpi;
  const module = Math.round((media.dpi * 3) / 203);
  if (frame)
    page.drawRectangle({
      x: 12 * dot,
      y: 12 * dot,
      width: width - 24 * dot,
      height: height - 24 * dot,
      borderWidth: 2 * dot,
      borderColor: rgb(0, 0, 0),
    });
  ['SHIP TO', 'Ada Example', '12 Sample Street', '10115 Berlin'].forEach((line, i) => {
    page.drawText(line, { x: 24, y: height - 40 - i * 16, size: i === 0 ? 8 : 13, font });
  });
  page.drawLine({ start: { x: 20, y: height - 110 }, end: { x: width - 20, y: height - 110 }, thickness: 1 });
  stampBarcode(
    { page, dot, x: Math.round(24 / dot), top: Math.round(125 / dot), module, height: Math.round(70 / dot) },
    'code128',
    tracking,
  );
  page.drawText(tracking, { x: 60, y: height - 210, size: 11, font });
  stampBarcode(
    { page, dot, x: Math.round(30 / dot), top: Math.round(235 / dot), module: module + 1 },
    'qrcode',
    `https://hub.example/o/${tracking}`,
  );
  page.drawText('Order 403-1234567-8901234', { x: 24, y: 30, size: 9, font });
  return document.save();
}

export type SheetKind = 'top-left' | 'centre' | 'rotated' | 'instructions' | 'page-rotate' | 'crop-box';

/** An A4 sheet with `label` on it, as marketplaces send them. */
export async function makeSheet(kind: SheetKind, label: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595.28, 841.89]);
  const [embedded] = await document.embedPdf(label);
  if (embedded === undefined) throw new TypeError('The label has no page');
  const { width, height } = embedded;
  if (kind === 'top-left') page.drawPage(embedded, { x: 20, y: 841.89 - 20 - height });
  if (kind === 'centre') page.drawPage(embedded, { x: (595.28 - width) / 2, y: (841.89 - height) / 2 });
  if (kind === 'rotated') page.drawPage(embedded, { x: 60 + height, y: 500, rotate: degrees(90) });
  if (kind === 'instructions') await addInstructions(document, page, () => page.drawPage(embedded, { x: 150, y: 360 }));
  if (kind === 'page-rotate') {
    page.drawPage(embedded, { x: 20, y: 20 });
    page.setRotation(degrees(90));
  }
  if (kind === 'crop-box') {
    page.drawPage(embedded, { x: 150, y: 360 });
    page.setCropBox(100, 300, 400, 500);
  }
  return document.save();
}

async function addInstructions(document: PDFDocument, page: PDFPage, drawLabel: () => void): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  drawLabel();
  page.drawLine({ start: { x: 0, y: 350 }, end: { x: 595, y: 350 }, thickness: 0.5, dashArray: [4, 4] });
  page.drawText('Fold here. 1. print 2. cut 3. stick', { x: 60, y: 300, size: 11, font });
  for (let i = 0; i < 8; i++)
    page.drawText(`Customs declaration, line ${i}: lorem ipsum dolor sit amet`, { x: 60, y: 250 - i * 14, size: 10, font });
}
