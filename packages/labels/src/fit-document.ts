import { PDFDocument } from '@cantoo/pdf-lib';
import { isMediaSize, type LabelMedia, mediaPoints, pointsPerMm } from './label-media.ts';
import { isLabelSized, type Placement, placeLabel } from './label-placement.ts';
import { type PageScan, scanPage } from './page-scan.ts';
import { measurePage, withPdf } from './pdf-engine.ts';
import { placePage } from './place-page.ts';
import { unreadable } from './unreadable-document.ts';

export interface FittedPage extends Placement {
  /** 0-based page of the source. */
  readonly sourcePage: number;
}

/** A document whose every page is one label on the media. */
export interface FittedDocument {
  readonly pdf: Uint8Array;
  /** True when the source had the size of the media already: `pdf` is the source, byte for byte. */
  readonly isUnchanged: boolean;
  readonly pages: readonly FittedPage[];
  /** 0-based pages of the source that are no labels: customs papers, instructions, blank pages. */
  readonly otherPages: readonly number[];
  /** Smallest scale of all pages; 1 means that bars keep their width. */
  readonly scale: number;
  readonly warnings: readonly string[];
}

/** Below this a barcode starts to lose dots. */
const goodScale = 0.9;
/** Below this the page is a document, not a label. */
const labelScale = 0.7;

/**
 * Makes single-label pages for the media out of what marketplaces and carriers send: labels of another size, labels on A4, pages
 * turned by /Rotate, pages with a CropBox, labels with papers behind them. Scale is 1 unless content would be cut.
 * `expect` is the tracking number, which tells the label from other blocks on a sheet.
 */
export const fitDocument = (pdf: Uint8Array, media: LabelMedia, options: { expect?: string } = {}): Promise<FittedDocument> =>
  withPdf(pdf, async (document, count) => {
    const sizes: { width: number; height: number }[] = [];
    for (let index = 0; index < count; index++) sizes.push(await measurePage(document, index));
    if (sizes.every(({ width, height }) => isMediaSize({ widthMm: width / pointsPerMm, heightMm: height / pointsPerMm }, media)))
      return unchanged(pdf, sizes);
    const placed: { scan: PageScan; placement: Placement }[] = [];
    for (let index = 0; index < count; index++) {
      const scan = await scanPage(document, index);
      const placement = await placeLabel(scan, media, options.expect);
      if (placement !== undefined) placed.push({ scan, placement });
    }
    const labels = count === 1 ? placed : await onlyLabels(placed);
    if (labels.length === 0)
      throw unreadable('No label was found on the pages of this document. Choose the printer for papers, or another file.');
    const pages = labels.map(({ scan, placement }) => ({ sourcePage: scan.index, ...placement }));
    const scale = Math.min(...pages.map((page) => page.scale));
    const otherPages = sizes.map((_, index) => index).filter((index) => !pages.some(({ sourcePage }) => sourcePage === index));
    return { pdf: await compose(pdf, pages, media), isUnchanged: false, pages, otherPages, scale, warnings: warningsOf(scale, otherPages) };
  });

async function onlyLabels(placed: readonly { scan: PageScan; placement: Placement }[]) {
  const labels = [];
  for (const page of placed) {
    const hasCode = (await page.scan.barcodes()).length > 0;
    if (page.placement.scale >= labelScale && (hasCode || isLabelSized(page.scan))) labels.push(page);
  }
  return labels;
}

function unchanged(pdf: Uint8Array, sizes: readonly { width: number; height: number }[]): FittedDocument {
  const pages = sizes.map(({ width, height }, sourcePage) => ({
    sourcePage,
    region: { x: 0, y: 0, width, height },
    turn: 0 as const,
    scale: 1,
    left: 0,
    top: 0,
  }));
  return { pdf, isUnchanged: true, pages, otherPages: [], scale: 1, warnings: [] };
}

/** PDFium mends more damage than the library that cuts pages out; what that one cannot follow is refused, not guessed. */
async function compose(pdf: Uint8Array, pages: readonly FittedPage[], media: LabelMedia): Promise<Uint8Array> {
  try {
    // The empty password opens documents that are only locked against changes; the carrier's label is printed, not changed.
    const source = await PDFDocument.load(pdf, { updateMetadata: false, password: '' });
    const target = await PDFDocument.create({ updateMetadata: false });
    for (const page of pages) await placePage(target, source.getPage(page.sourcePage), page, mediaPoints(media));
    return await target.save();
  } catch (cause) {
    throw unreadable(
      'The PDF is protected or damaged, so that the label cannot be cut out of it. Print it to a new PDF file and upload that.',
      cause,
    );
  }
}

function warningsOf(scale: number, otherPages: readonly number[]): string[] {
  const percent = Math.round(scale * 100);
  return [
    ...(scale < goodScale
      ? [`The label was made smaller, to ${percent} %, to fit the media. Check that its barcode scans, or load larger media.`]
      : []),
    ...(otherPages.length > 0 ? [`Left out as no labels: page ${otherPages.map((page) => page + 1).join(', ')}.`] : []),
  ];
}
