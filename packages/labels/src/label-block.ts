import { type Barcode, isExpected } from './barcode-reader.ts';
import type { PixelBox } from './bitmap.ts';
import { type CutLines, eraseCutLines, partsBetween } from './cut-lines.ts';
import type { LabelMedia } from './label-media.ts';
import { pageBlocks } from './page-blocks.ts';
import { type PageScan, scanPixelsPerMm } from './page-scan.ts';

/** White between two blocks of one sheet; parts of one label are closer together. */
const blockGapMm = 10;
const cutLineMm = 0.9;

/** Where the label lies on a larger sheet, in pixels of the scan, or undefined for a blank page. */
export async function findLabelBlock(scan: PageScan, media: LabelMedia, expect?: string): Promise<PixelBox | undefined> {
  const { page, lines } = eraseCutLines(scan.picture, Math.ceil(cutLineMm * scanPixelsPerMm));
  const blocks = pageBlocks(page, Math.round(blockGapMm * scanPixelsPerMm), partsBetween(page, lines));
  if (blocks.length < 2) return blocks[0];
  const seed = chooseSeed(blocks, await scan.barcodes(), expect);
  return seed && growLabel(seed, blocks, lines, media);
}

const area = (box: PixelBox) => box.width * box.height;
const holds = (box: PixelBox, code: Barcode) =>
  code.x >= box.x && code.y >= box.y && code.x <= box.x + box.width && code.y <= box.y + box.height;

/** The block with the expected code, or else the largest one with any code, or else the largest one. */
function chooseSeed(blocks: readonly PixelBox[], codes: readonly Barcode[], expect: string | undefined): PixelBox | undefined {
  const rank = (box: PixelBox) => {
    const own = codes.filter((code) => holds(box, code));
    return expect !== undefined && own.some(({ text }) => isExpected(text, expect)) ? 2 : Math.min(1, own.length);
  };
  return blocks.toSorted((a, b) => rank(b) - rank(a) || area(b) - area(a))[0];
}

/**
 * A label without a frame falls apart into blocks, its order number far below its codes. Whatever fits the media together with the
 * label and has no cut line in between is taken as its part: a line too much on a label is harmless, a line too few is not.
 */
function growLabel(seed: PixelBox, blocks: readonly PixelBox[], lines: CutLines, media: LabelMedia): PixelBox {
  const longest = Math.max(media.widthMm, media.heightMm) * scanPixelsPerMm;
  const shortest = Math.min(media.widthMm, media.heightMm) * scanPixelsPerMm;
  const fits = (box: PixelBox) => Math.max(box.width, box.height) <= longest && Math.min(box.width, box.height) <= shortest;
  let label = seed;
  for (const block of blocks.toSorted((a, b) => distance(seed, a) - distance(seed, b))) {
    const both = union(label, block);
    if (fits(both) && !isCutBetween(label, block, lines)) label = both;
  }
  return label;
}

function union(a: PixelBox, b: PixelBox): PixelBox {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function distance(a: PixelBox, b: PixelBox): number {
  const across = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const down = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  return Math.max(0, across, down);
}

function isCutBetween(a: PixelBox, b: PixelBox, { rows, columns }: CutLines): boolean {
  const both = union(a, b);
  const apart = (line: number, start: number, length: number, other: number, otherLength: number) =>
    (line >= start + length && line <= other) || (line >= other + otherLength && line <= start);
  return (
    rows.some((row) => row > both.y && row < both.y + both.height && apart(row, a.y, a.height, b.y, b.height)) ||
    columns.some((column) => column > both.x && column < both.x + both.width && apart(column, a.x, a.width, b.x, b.width))
  );
}
