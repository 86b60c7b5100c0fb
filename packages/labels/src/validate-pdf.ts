import { pointsPerMm } from './label-media.ts';
import { openPage, withPdf } from './pdf-engine.ts';

/** Facts about a PDF that can be printed; sizes are of the first page as a viewer shows it. */
export interface PdfFacts {
  readonly pages: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Opens a PDF, measures and draws its first page. Throws `UNREADABLE_DOCUMENT` for one that must not reach a printer. */
export const validatePdf = (bytes: Uint8Array): Promise<PdfFacts> =>
  withPdf(bytes, async (document, pages) => {
    const { page, width, height } = openPage(document, 0);
    // Drawing one pixel makes PDFium parse the whole page, and lets go of it.
    await page.render({ width: 1, height: 1, scale: 1, render: 'bitmap', colorSpace: 'Gray' });
    return { pages, widthMm: width / pointsPerMm, heightMm: height / pointsPerMm };
  });
