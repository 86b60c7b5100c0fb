import { type Bitmap, blankGrey, blankMono, type GreyBitmap, type MonoBitmap } from './bitmap.ts';

/** Bayer matrix, 4×4: the order in which the dots of a grey area turn black. */
const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/**
 * Grey to black and white. Without `dither` a pixel darker than `threshold` (128) becomes ink, which keeps bars and letters sharp;
 * with it, greys become dot patterns, which is right for photographs and wrong for barcodes.
 */
export function toMono(source: GreyBitmap, options: { threshold?: number; dither?: boolean } = {}): MonoBitmap {
  const { threshold = 128, dither = false } = options;
  const target = blankMono(source.width, source.height);
  const { bits, bytesPerRow } = target;
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width;
    for (let x = 0; x < source.width; x++) {
      const limit = dither ? ((bayer[(y & 3) * 4 + (x & 3)] ?? 0) + 0.5) * 16 : threshold;
      if ((source.pixels[row + x] ?? 255) < limit) {
        const at = y * bytesPerRow + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return target;
}

/** Black and white to grey: ink becomes 0, paper 255. A grey picture comes back as it is. */
export function toGrey(source: Bitmap): GreyBitmap {
  if (source.kind === 'grey') return source;
  const target = blankGrey(source.width, source.height);
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < source.width; x++) {
      if (isInk(source, x, y)) target.pixels[y * source.width + x] = 0;
    }
  }
  return target;
}

export const isInk = (source: MonoBitmap, x: number, y: number): boolean =>
  ((source.bits[y * source.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** How many pixels of two pictures of the same size differ; pictures of different sizes differ everywhere. */
export function countDifferences(a: MonoBitmap, b: MonoBitmap): number {
  if (a.width !== b.width || a.height !== b.height) return Math.max(a.width * a.height, b.width * b.height);
  let differences = 0;
  for (let i = 0; i < a.bits.length; i++) {
    for (let rest = (a.bits[i] ?? 0) ^ (b.bits[i] ?? 0); rest !== 0; rest &= rest - 1) differences++;
  }
  return differences;
}
