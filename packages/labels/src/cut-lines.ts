import { cropGrey, type GreyBitmap, type PixelBox } from './bitmap.ts';
import { faintInk, wholeOf } from './ink-box.ts';

/** Thin lines from edge to edge along which a sheet is folded or cut: positions in pixels. */
export interface CutLines {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const cell = 14;

/** Finds the cut lines of a page, and the page without them, so that they neither join nor widen the blocks beside them. */
export function eraseCutLines(page: GreyBitmap, maxThickness: number): { page: GreyBitmap; lines: CutLines } {
  const { width, height } = page;
  const rows = thinLines(height, width, (line, along) => (page.pixels[line * width + along] ?? 255) < faintInk, maxThickness);
  const columns = thinLines(width, height, (line, along) => (page.pixels[along * width + line] ?? 255) < faintInk, maxThickness);
  if (rows.length + columns.length === 0) return { page, lines: { rows, columns } };
  const copy = cropGrey(page, wholeOf(page));
  for (const y of rows) copy.pixels.fill(255, y * width, (y + 1) * width);
  for (const x of columns) for (let y = 0; y < height; y++) copy.pixels[y * width + x] = 255;
  return { page: copy, lines: { rows, columns } };
}

/** The parts of a page that its cut lines separate. */
export function partsBetween(page: { width: number; height: number }, { rows, columns }: CutLines): PixelBox[] {
  const bands = (lines: readonly number[], length: number) => {
    const edges = [0, ...lines, length];
    return edges.flatMap((start, i) => {
      const end = edges[i + 1] ?? start;
      return end > start ? [{ start, length: end - start }] : [];
    });
  };
  return bands(rows, page.height).flatMap((row) =>
    bands(columns, page.width).map((column) => ({ x: column.start, width: column.length, y: row.start, height: row.length })),
  );
}

function thinLines(lines: number, length: number, isInk: (line: number, along: number) => boolean, maxThickness: number): number[] {
  const found: number[] = [];
  for (let line = 0; line < lines; line++) {
    let thickness = 0;
    while (line + thickness < lines && thickness <= maxThickness && spans(length, (along) => isInk(line + thickness, along))) thickness++;
    if (thickness >= 1 && thickness <= maxThickness) for (let i = 0; i < thickness; i++) found.push(line + i);
    // A thick band is no cut line, and neither is any part of it.
    while (thickness > maxThickness && line + thickness < lines && spans(length, (along) => isInk(line + thickness, along))) thickness++;
    line += thickness;
  }
  return found;
}

/** Solid from edge to edge, or dashed over most of the page: a label's own rules are solid and end at its frame. */
function spans(length: number, isInk: (along: number) => boolean): boolean {
  let ink = 0;
  let covered = 0;
  let cells = 0;
  for (let start = 0; start + cell <= length; start += cell) {
    let inCell = 0;
    for (let along = start; along < start + cell; along++) if (isInk(along)) inCell++;
    if (inCell === 0 && covered === 0 && cells > 10 && cells * cell > length * 0.2) return false;
    cells++;
    ink += inCell;
    if (inCell > 0) covered++;
  }
  const share = covered / Math.max(1, cells);
  return share >= 0.97 || (share >= 0.8 && ink <= 0.75 * covered * cell);
}
