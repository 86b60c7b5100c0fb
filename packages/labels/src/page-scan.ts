import type { PDFiumDocument } from '@hyzyla/pdfium';
import { type Barcode, decodeBarcodes } from './barcode-reader.ts';
import type { GreyBitmap } from './bitmap.ts';
import { pointsPerMm } from './label-media.ts';
import { renderOpenPage } from './render-page.ts';

/** Resolution at which we look for the label: fine enough to read most codes, four times fewer pixels than at 300 dpi. */
const scanDpi = 144;
export const scanPixelsPerPoint = scanDpi / 72;
export const scanPixelsPerMm = scanPixelsPerPoint * pointsPerMm;

/** One page as a picture, upright as a viewer shows it. */
export interface PageScan {
  readonly index: number;
  readonly picture: GreyBitmap;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Reads the codes when first asked: most single labels never need it. */
  readonly barcodes: () => Promise<Barcode[]>;
}

export async function scanPage(document: PDFiumDocument, index: number): Promise<PageScan> {
  const picture = await renderOpenPage(document, index, { dpi: scanDpi });
  let barcodes: Promise<Barcode[]> | undefined;
  return {
    index,
    picture,
    widthMm: picture.width / scanPixelsPerMm,
    heightMm: picture.height / scanPixelsPerMm,
    barcodes: () => {
      barcodes ??= decodeBarcodes(picture, { soft: true });
      return barcodes;
    },
  };
}
