import { degrees, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import type { Placement, PointBox } from './label-placement.ts';

type QuarterTurn = 0 | 90 | 180 | 270;

/** Adds a page of `size` points to `target` that shows the placed part of `source`; what was vectors stays vectors. */
export async function placePage(
  target: PDFDocument,
  source: PDFPage,
  placement: Placement,
  size: { width: number; height: number },
): Promise<void> {
  const box = toPageSpace(source, placement.region);
  const embedded = await target.embedPage(source, box);
  const turn = quarterTurn(pageTurn(source) + placement.turn);
  const { scale, left } = placement;
  const [across, down] = turn % 180 === 0 ? [embedded.width, embedded.height] : [embedded.height, embedded.width];
  const bottom = size.height - placement.top - down * scale;
  const x = turn === 180 || turn === 270 ? left + across * scale : left;
  const y = turn === 90 || turn === 180 ? bottom + down * scale : bottom;
  target.addPage([size.width, size.height]).drawPage(embedded, { x, y, xScale: scale, yScale: scale, rotate: degrees(-turn) });
}

const quarterTurn = (angle: number): QuarterTurn => {
  const turn = ((angle % 360) + 360) % 360;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
};

const pageTurn = (page: PDFPage) => quarterTurn(page.getRotation().angle);

/** From what a viewer shows (after /Rotate, inside of the CropBox, y down) to the page's own coordinates (y up). */
function toPageSpace(page: PDFPage, { x, y, width, height }: PointBox): { left: number; bottom: number; right: number; top: number } {
  const crop = page.getCropBox();
  const [right, down] = [x + width, y + height];
  const inside = {
    0: { left: x, right, bottom: crop.height - down, top: crop.height - y },
    90: { left: y, right: down, bottom: x, top: right },
    180: { left: crop.width - right, right: crop.width - x, bottom: y, top: down },
    270: { left: crop.width - down, right: crop.width - y, bottom: crop.height - right, top: crop.height - x },
  }[pageTurn(page)];
  return { left: inside.left + crop.x, right: inside.right + crop.x, bottom: inside.bottom + crop.y, top: inside.top + crop.y };
}
