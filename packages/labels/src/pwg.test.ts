import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bitmap } from './bitmap.ts';
import { pwgMediaName } from './label-media.ts';
import { decodePwgRaster } from './pwg-decode.ts';
import { encodePwgRaster } from './pwg-encode.ts';
import { greyBitmaps, monoBitmaps } from './sample-bitmap.ts';

const options = { dpi: 203, media: 'na_index-4x6_4x6in' };

const kinds: [string, fc.Arbitrary<Bitmap>][] = [
  ['black_1', monoBitmaps],
  ['sgray_8', greyBitmaps],
];

test.each(kinds)('%s pages come back as they were, in their order', (_, bitmaps) => {
  fc.assert(
    fc.property(fc.array(bitmaps, { minLength: 1, maxLength: 3 }), (pictures) => {
      expect(decodePwgRaster(encodePwgRaster(pictures, options)).map(({ bitmap }) => bitmap)).toEqual(pictures);
    }),
  );
});

test('the header says size, resolution, media and number of pages', () => {
  const picture = { kind: 'grey' as const, width: 812, height: 2, pixels: new Uint8Array(1624) };
  const raster = Buffer.from(encodePwgRaster([picture, picture], options));
  expect(raster.toString('latin1', 0, 13)).toBe('RaS2PwgRaster');
  expect(decodePwgRaster(raster)[0]?.page).toEqual({
    width: 812,
    height: 2,
    bitsPerPixel: 8,
    bytesPerLine: 812,
    dpi: 203,
    pages: 2,
    media: options.media,
  });
});

test('a raster cut off anywhere is refused and never loops', () => {
  const raster = encodePwgRaster({ kind: 'grey', width: 40, height: 3, pixels: Uint8Array.from({ length: 120 }, (_, i) => i) }, options);
  for (const length of [0, 3, 100, 1799, 1801, raster.length - 1]) {
    expect(() => decodePwgRaster(raster.slice(0, length))).toThrow(expect.objectContaining({ code: 'UNREADABLE_DOCUMENT' }));
  }
});

test('media have their self-describing names', () => {
  expect(pwgMediaName({ widthMm: 101.6, heightMm: 152.4 })).toBe('na_index-4x6_4x6in');
  expect(pwgMediaName({ widthMm: 105, heightMm: 148 })).toBe('iso_a6_105x148mm');
  expect(pwgMediaName({ widthMm: 100, heightMm: 150 })).toBe('custom_100x150mm_100x150mm');
});
