import { cropGrey, type GreyBitmap, type PixelBox } from './bitmap.ts';

/** Darker than this counts as ink when we look for edges: a hairline drawn at 100 dpi is only a light grey. */
export const faintInk = 224;

/** Smallest box that holds every pixel darker than `threshold` inside `within`, or undefined when there is none. */
export function inkBox(source: GreyBitmap, threshold = faintInk, within: PixelBox = wholeOf(source)): PixelBox | undefined {
  const { width, pixels } = source;
  let left = Number.POSITIVE_INFINITY;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = within.y; y < within.y + within.height; y++) {
    const row = y * width;
    for (let x = within.x; x < within.x + within.width; x++) {
      if ((pixels[row + x] ?? 255) >= threshold) continue;
      if (top < 0) top = y;
      bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return top < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The picture without its white border; a white picture stays as it is. */
export function trimGrey(source: GreyBitmap, threshold = faintInk): GreyBitmap {
  const box = inkBox(source, threshold);
  return box === undefined ? source : cropGrey(source, box);
}

export const wholeOf = (source: { width: number; height: number }): PixelBox => ({
  x: 0,
  y: 0,
  width: source.width,
  height: source.height,
});
