import type { GreyBitmap, PixelBox } from './bitmap.ts';
import { faintInk, inkBox, wholeOf } from './ink-box.ts';

const maxDepth = 6;

/**
 * Cuts a page into blocks that `gap` pixels of white or more separate (recursive XY cut): the widest white band across splits
 * first, then the widest one down. Returns boxes tight around their ink. No block reaches over the edge of one of `parts`.
 */
export function pageBlocks(page: GreyBitmap, gap: number, parts: readonly PixelBox[] = [wholeOf(page)]): PixelBox[] {
  const split = (within: PixelBox, depth: number): PixelBox[] => {
    const box = inkBox(page, faintInk, within);
    if (box === undefined) return [];
    if (depth >= maxDepth) return [box];
    const across = widestGap(rowsWithInk(page, box), gap);
    if (across !== undefined) {
      return [
        { ...box, height: across },
        { ...box, y: box.y + across, height: box.height - across },
      ].flatMap((part) => split(part, depth + 1));
    }
    const down = widestGap(columnsWithInk(page, box), gap);
    if (down === undefined) return [box];
    return [
      { ...box, width: down },
      { ...box, x: box.x + down, width: box.width - down },
    ].flatMap((part) => split(part, depth + 1));
  };
  return parts.flatMap((part) => split(part, 0));
}

function rowsWithInk(page: GreyBitmap, box: PixelBox): Uint8Array {
  const rows = new Uint8Array(box.height);
  for (let y = 0; y < box.height; y++) {
    const start = (box.y + y) * page.width + box.x;
    for (let at = start; at < start + box.width; at++) {
      if ((page.pixels[at] ?? 255) < faintInk) {
        rows[y] = 1;
        break;
      }
    }
  }
  return rows;
}

function columnsWithInk(page: GreyBitmap, box: PixelBox): Uint8Array {
  const columns = new Uint8Array(box.width);
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      if ((page.pixels[y * page.width + box.x + x] ?? 255) < faintInk) columns[x] = 1;
    }
  }
  return columns;
}

/** Middle of the longest run of white that is at least `gap` long. */
function widestGap(marks: Uint8Array, gap: number): number | undefined {
  let best = 0;
  let middle: number | undefined;
  let run = 0;
  marks.forEach((mark, at) => {
    run = mark ? 0 : run + 1;
    if (run <= best) return;
    best = run;
    middle = at - Math.floor(run / 2);
  });
  return best >= gap ? middle : undefined;
}
