import { pointsPerMm } from './label-media.ts';
import { measurePage, withPdf } from './pdf-engine.ts';

/** Facts about a PDF that can be printed; sizes are of the first page as a viewer shows it. */
export interface PdfFacts {
  readonly pages: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Opens a PDF, measures and draws its first page. Throws `UNREADABLE_DOCUMENT` for one that must not reach a printer. */
export const validatePdf = (bytes: Uint8Array): Promise<PdfFacts> =>
  withPdf(bytes, async (document, pages) => {
    const { width, height } = await measurePage(document, 0);
    return { pages, widthMm: width / pointsPerMm, heightMm: height / pointsPerMm };
  });
