import fc from 'fast-check';
import { blankMono, type GreyBitmap, type MonoBitmap } from './bitmap.ts';

/** Pictures for property tests: runs of one value, as labels have them, and noise. */
const pixelRuns = (length: number, values: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(values, fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 40 }).map((runs) => {
    const pixels = new Uint8Array(length);
    let at = 0;
    for (let i = 0; at < length; i++) {
      const [value, count] = runs[i % runs.length] ?? [0, 1];
      pixels.fill(value, at, Math.min(length, at + count));
      at += count;
    }
    return pixels;
  });

const sides = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 }));

export const greyBitmaps: fc.Arbitrary<GreyBitmap> = sides.chain(([width, height]) =>
  pixelRuns(width * height, fc.integer({ min: 0, max: 255 })).map((pixels) => ({ kind: 'grey' as const, width, height, pixels })),
);

export const monoBitmaps: fc.Arbitrary<MonoBitmap> = sides.chain(([width, height]) =>
  pixelRuns(width * height, fc.constantFrom(0, 1)).map((pixels) => {
    const bitmap = blankMono(width, height);
    pixels.forEach((pixel, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      const at = y * bitmap.bytesPerRow + (x >> 3);
      if (pixel === 1) bitmap.bits[at] = (bitmap.bits[at] ?? 0) | (0x80 >> (x & 7));
    });
    return bitmap;
  }),
);
