import { PDFDocument, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { drawBarcode } from './barcode-bars.ts';
import { type LabelMedia, mediaPoints, pointsPerMm } from './label-media.ts';

export interface TestPageOptions {
  readonly media: LabelMedia;
  readonly printerName: string;
  /** Printed on the page, so that a second test page is not taken for the first. */
  readonly at: Date;
}

const black = rgb(0, 0, 0);

/** The text of the test page's Code 128, which `expect` of `convertLabel` can check. */
export const testPageCode = (at: Date): string => `TEST${at.toISOString().replace(/\D/g, '').slice(0, 12)}`;

/**
 * A PDF of exactly the media's size that shows whether a printer prints the whole label, life-size and dot for dot: a frame at the
 * edge, rulers in millimetres, a Code 128 on the dot grid, and a pattern of single dots.
 */
export async function makeTestPage({ media, printerName, at }: TestPageOptions): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { width, height } = mediaPoints(media);
  const page = document.addPage([width, height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const dot = 72 / media.dpi;
  const margin = Math.round((4 * pointsPerMm) / dot) * dot;
  page.drawRectangle({ x: dot, y: dot, width: width - 2 * dot, height: height - 2 * dot, borderWidth: 2 * dot, borderColor: black });
  drawRulers(page);
  const lines = [printable(printerName), `${media.widthMm} x ${media.heightMm} mm, ${media.dpi} dpi`, at.toISOString()];
  for (const [i, line] of lines.entries()) {
    page.drawText(line, { x: margin * 2, y: height - margin * 2 - 12 * (i + 1), size: 9, font, maxWidth: width - margin * 3 });
  }
  drawCode(page, testPageCode(at), dot, height - margin * 2 - 48);
  drawDotGrid(page, { dot, x: margin * 2, y: margin * 2 });
  return document.save();
}

/** The standard fonts know Latin letters only; another printer name must not stop the test page. */
const printable = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 40) || 'Printer';

function drawRulers(page: PDFPage): void {
  const { width, height } = page.getSize();
  const tick = (mm: number) => (mm % 10 === 0 ? 3 : 1.5) * pointsPerMm;
  for (let mm = 0; mm * pointsPerMm < width; mm++)
    page.drawRectangle({ x: mm * pointsPerMm, y: height - tick(mm), width: 0.5, height: tick(mm), color: black });
  for (let mm = 0; mm * pointsPerMm < height; mm++)
    page.drawRectangle({ x: 0, y: height - mm * pointsPerMm, width: tick(mm), height: 0.5, color: black });
}

/** Bars of whole dots: as wide as the media allows with its quiet zones, at most 3/8 mm for the thinnest one. */
function drawCode(page: PDFPage, text: string, dot: number, top: number): void {
  const { bars, widthModules } = drawBarcode('code128', text);
  const room = Math.floor(page.getWidth() / dot / (widthModules + 30));
  const module = Math.max(1, Math.min(Math.round(0.375 * (pointsPerMm / dot)), room)) * dot;
  const x = Math.round((page.getWidth() - widthModules * module) / 2 / dot) * dot;
  const height = Math.round(Math.min(15 * pointsPerMm, top / 3) / dot) * dot;
  const y = Math.round((page.getHeight() - top) / dot) * dot;
  for (const bar of bars)
    page.drawRectangle({ x: x + bar.x * module, y: page.getHeight() - y - height, width: bar.width * module, height, color: black });
}

/** A chessboard of single dots beside one of double dots: a scaling driver turns either into a moiré. */
function drawDotGrid(page: PDFPage, { dot, x, y }: { dot: number; x: number; y: number }): void {
  const left = Math.round(x / dot);
  const bottom = Math.round(page.getHeight() / dot) - Math.round((page.getHeight() - y) / dot);
  for (const [size, offset] of [
    [1, 0],
    [2, 40],
  ] as const) {
    for (let row = 0; row < 32 / size; row++) {
      for (let column = row % 2; column < 32 / size; column += 2) {
        page.drawRectangle({
          x: (left + offset + column * size) * dot,
          y: (bottom + row * size) * dot,
          width: size * dot,
          height: size * dot,
          color: black,
        });
      }
    }
  }
}
