import type { Bitmap } from './bitmap.ts';

/** Page header of PWG raster. Source: PWG 5102.4-2012, table 1; numbers are big endian, what is not named here is 0. */
export const headerLength = 1796;
export const syncWord = 'RaS2';

const field = {
  dpiAcross: 276,
  dpiAlong: 280,
  copies: 340,
  widthPoints: 352,
  heightPoints: 356,
  width: 372,
  height: 376,
  bitsPerColour: 384,
  bitsPerPixel: 388,
  bytesPerLine: 392,
  colourSpace: 400,
  colours: 420,
  pages: 452,
  crossFeedTransform: 456,
  feedTransform: 460,
  imageRight: 472,
  imageBottom: 476,
  printQuality: 484,
} as const;

const colourSpaces = { black: 3, sgray: 18 } as const;
const highQuality = 5;
const mediaNameAt = 1732;

export interface PwgPage {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly bytesPerLine: number;
  readonly dpi: number;
  readonly pages: number;
  readonly media: string;
}

export const bytesPerLineOf = (bitmap: Bitmap): number => (bitmap.kind === 'mono' ? bitmap.bytesPerRow : bitmap.width);

export function writeHeader(bitmap: Bitmap, options: { dpi: number; media: string; pages: number }): Buffer {
  const header = Buffer.alloc(headerLength);
  const bits = bitmap.kind === 'mono' ? 1 : 8;
  const put = (name: keyof typeof field, value: number) => header.writeUInt32BE(value, field[name]);
  header.write('PwgRaster', 0, 'latin1');
  header.write(options.media.slice(0, 63), mediaNameAt, 'latin1');
  put('dpiAcross', options.dpi);
  put('dpiAlong', options.dpi);
  put('copies', 1);
  put('widthPoints', Math.round((bitmap.width * 72) / options.dpi));
  put('heightPoints', Math.round((bitmap.height * 72) / options.dpi));
  put('width', bitmap.width);
  put('height', bitmap.height);
  put('bitsPerColour', bits);
  put('bitsPerPixel', bits);
  put('bytesPerLine', bytesPerLineOf(bitmap));
  put('colourSpace', bitmap.kind === 'mono' ? colourSpaces.black : colourSpaces.sgray);
  put('colours', 1);
  put('pages', options.pages);
  put('crossFeedTransform', 1);
  put('feedTransform', 1);
  put('imageRight', bitmap.width);
  put('imageBottom', bitmap.height);
  put('printQuality', highQuality);
  return header;
}

export function readHeader(header: Buffer): PwgPage {
  const get = (name: keyof typeof field) => header.readUInt32BE(field[name]);
  return {
    width: get('width'),
    height: get('height'),
    bitsPerPixel: get('bitsPerPixel'),
    bytesPerLine: get('bytesPerLine'),
    dpi: get('dpiAcross'),
    pages: get('pages'),
    media: header.toString('latin1', mediaNameAt, headerLength).split('\0', 1)[0] ?? '',
  };
}
