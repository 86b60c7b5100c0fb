import type { PixelBox } from './bitmap.ts';
import { inkBox } from './ink-box.ts';
import { findLabelBlock } from './label-block.ts';
import { type LabelMedia, mediaPoints } from './label-media.ts';
import { type PageScan, scanPixelsPerPoint } from './page-scan.ts';

/** A rectangle in points, origin at the top left of the page as a viewer shows it. */
export interface PointBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a part of a page comes onto the media: cut out `region`, turn it clockwise by `turn`, scale it, put its top left at `left`, `top`. */
export interface Placement {
  readonly region: PointBox;
  readonly turn: 0 | 90 | 270;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A sheet larger than this on either side is a sheet with a label on it, not a label. */
const labelSideMm = { short: 120, long: 230 };

export const isLabelSized = ({ widthMm, heightMm }: { widthMm: number; heightMm: number }): boolean =>
  Math.min(widthMm, heightMm) <= labelSideMm.short && Math.max(widthMm, heightMm) <= labelSideMm.long;

/** Decides how a page comes onto the media, or undefined when the page is blank. */
export async function placeLabel(scan: PageScan, media: LabelMedia, expect?: string): Promise<Placement | undefined> {
  const isLabel = isLabelSized(scan);
  const block = isLabel ? inkBox(scan.picture) : await findLabelBlock(scan, media, expect);
  if (block === undefined) return undefined;
  const dot = 72 / media.dpi;
  const target = mediaPoints(media);
  const ink = padded(block, scan);
  const page = isLabel
    ? { x: 0, y: 0, width: scan.picture.width / scanPixelsPerPoint, height: scan.picture.height / scanPixelsPerPoint }
    : ink;
  const isTurned = scaleOnto(swap(page), target) > scaleOnto(page, target) + 0.01;
  const upright = isTurned ? swap(target) : target;
  const scale = scaleOnto(ink, upright);
  const region = scale < 1 ? ink : windowAround(ink, page, upright, dot);
  const shown = isTurned ? swap(region) : region;
  const snap = (length: number) => Math.round(length / dot) * dot;
  return {
    region,
    turn: isTurned ? await uprightTurn(scan, block) : 0,
    scale,
    left: snap((target.width - shown.width * scale) / 2),
    top: snap((target.height - shown.height * scale) / 2),
  };
}

const swap = ({ width, height }: Size): Size => ({ width: height, height: width });
/** Never larger than life: a barcode that is scaled loses whole dots. A hundredth of a point is rounding, not content. */
const scaleOnto = (size: Size, target: Size) => {
  const scale = Math.min(target.width / size.width, target.height / size.height);
  return scale > 0.9999 ? 1 : scale;
};

/** The ink in points with one pixel of the scan around it, since its edges may lie inside of a pixel. */
function padded(block: PixelBox, { picture }: PageScan): PointBox {
  const x = Math.max(0, block.x - 1);
  const y = Math.max(0, block.y - 1);
  return {
    x: x / scanPixelsPerPoint,
    y: y / scanPixelsPerPoint,
    width: (Math.min(picture.width, block.x + block.width + 1) - x) / scanPixelsPerPoint,
    height: (Math.min(picture.height, block.y + block.height + 1) - y) / scanPixelsPerPoint,
  };
}

/** The part of the page that fits the media: as much as possible of the page, all of the ink, on the page's own dot grid. */
function windowAround(ink: PointBox, page: PointBox, target: Size, dot: number): PointBox {
  const [x, width] = along(ink.x, ink.width, page.x, page.width, target.width, dot);
  const [y, height] = along(ink.y, ink.height, page.y, page.height, target.height, dot);
  return { x, y, width, height };
}

function along(ink: number, inkLength: number, page: number, pageLength: number, target: number, dot: number): [number, number] {
  if (pageLength <= target + dot / 2) return [page, pageLength];
  const centred = page + (pageLength - target) / 2;
  const start = Math.min(ink, Math.max(ink + inkLength - target, centred));
  const snapped = page + Math.round((start - page) / dot) * dot;
  return [snapped, target];
}

/** Turns the label so that its first code reads left to right; without a hint, clockwise. */
async function uprightTurn(scan: PageScan, block: PixelBox): Promise<90 | 270> {
  const codes = await scan.barcodes();
  const own = codes.find(
    ({ x, y, turn }) => turn % 180 === 90 && x >= block.x && y >= block.y && x <= block.x + block.width && y <= block.y + block.height,
  );
  return own?.turn === 90 ? 270 : 90;
}
