import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import { unreadable } from './unreadable-document.ts';

/** What a label document may be at most; everything beyond is refused before a pixel is drawn. */
export const pdfLimits = { maxBytes: 20_000_000, maxPages: 20, maxSidePoints: 1700, minSidePoints: 20, documentsPerEngine: 1000 } as const;

let engine: Promise<PDFiumLibrary> | undefined;
let documentsOpened = 0;

/**
 * PDFium is started once a process (about 60 ms). Its memory never shrinks, so that a fresh one replaces it after a thousand
 * documents; the old one goes with the garbage.
 */
function currentEngine(): Promise<PDFiumLibrary> {
  if (engine === undefined || documentsOpened >= pdfLimits.documentsPerEngine) {
    engine = PDFiumLibrary.init();
    documentsOpened = 0;
  }
  documentsOpened++;
  return engine;
}

/** Opens a PDF, gives it to `use`, and closes it. Damage, passwords and absurd sizes are `UNREADABLE_DOCUMENT`. */
export async function withPdf<T>(pdf: Uint8Array, use: (document: PDFiumDocument, pages: number) => Promise<T>): Promise<T> {
  if (pdf.length === 0) throw unreadable('The document is empty. Fetch the label again.');
  if (pdf.length > pdfLimits.maxBytes)
    throw unreadable(`The document is larger than ${pdfLimits.maxBytes / 1e6} MB. Ask for a plain label without pictures.`);
  const library = await currentEngine();
  try {
    const document = await open(library, pdf);
    try {
      return await use(document, countPages(document));
    } finally {
      document.destroy();
    }
  } catch (cause) {
    // An abort inside of the engine leaves it unusable; the next document gets a fresh one.
    if (cause instanceof WebAssembly.RuntimeError) {
      engine = undefined;
      throw unreadable('The document breaks the PDF engine. Open it in a PDF viewer and save it anew.', cause);
    }
    throw cause;
  }
}

async function open(library: PDFiumLibrary, pdf: Uint8Array): Promise<PDFiumDocument> {
  try {
    return await library.loadDocument(pdf);
  } catch (cause) {
    if (cause instanceof WebAssembly.RuntimeError) throw cause;
    const isLocked = cause instanceof Error && /password|security/i.test(cause.message);
    throw unreadable(
      isLocked
        ? 'The PDF is locked with a password. Save it without the password and upload it again.'
        : 'The PDF is damaged or incomplete. Fetch the label again.',
      cause,
    );
  }
}

function countPages(document: PDFiumDocument): number {
  const pages = document.getPageCount();
  if (pages < 1) throw unreadable('The PDF has no pages. Fetch the label again.');
  if (pages > pdfLimits.maxPages)
    throw unreadable(`The PDF has ${pages} pages; a label document has at most ${pdfLimits.maxPages}. Split it.`);
  return pages;
}

/** Page `index` (0-based) with its size in points as a viewer shows it: after /Rotate, inside of the CropBox. */
export function openPage(document: PDFiumDocument, index: number): { page: PDFiumPage; width: number; height: number } {
  const page = document.getPage(index);
  const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
  if (!(width >= pdfLimits.minSidePoints && height >= pdfLimits.minSidePoints))
    throw unreadable(`Page ${index + 1} of the PDF cannot be read. Fetch the label again.`);
  if (width > pdfLimits.maxSidePoints || height > pdfLimits.maxSidePoints) {
    throw unreadable(
      `Page ${index + 1} is ${Math.round((width / 72) * 25.4)} × ${Math.round((height / 72) * 25.4)} mm, larger than A2. Ask for a label or an A4 page.`,
    );
  }
  return { page, width, height };
}

/**
 * Size of a page in points, as `openPage` says. PDFium lets go of a page only after drawing it, 135 kB each; one pixel is enough,
 * and makes it parse the whole page.
 */
export async function measurePage(document: PDFiumDocument, index: number): Promise<{ width: number; height: number }> {
  const { page, width, height } = openPage(document, index);
  await page.render({ width: 1, height: 1, scale: 1, render: 'bitmap', colorSpace: 'Gray' });
  return { width, height };
}
