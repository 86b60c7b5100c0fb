/** Grey picture: one byte a pixel, row by row from the top left, 0 is black and 255 is white. */
export interface GreyBitmap {
  readonly kind: 'grey';
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Black and white picture as printers take it: one bit a pixel, 1 is ink, most significant bit first.
 * Each row starts on a whole byte; the bits that fill up a row's last byte are 0.
 */
export interface MonoBitmap {
  readonly kind: 'mono';
  readonly width: number;
  readonly height: number;
  readonly bytesPerRow: number;
  readonly bits: Uint8Array;
}

export type Bitmap = GreyBitmap | MonoBitmap;

/** A rectangle in pixels, origin at the top left. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const blankGrey = (width: number, height: number): GreyBitmap => ({
  kind: 'grey',
  width,
  height,
  pixels: new Uint8Array(width * height).fill(255),
});

export function blankMono(width: number, height: number): MonoBitmap {
  const bytesPerRow = (width + 7) >> 3;
  return { kind: 'mono', width, height, bytesPerRow, bits: new Uint8Array(bytesPerRow * height) };
}

/** Cuts `box` out of a picture; what lies outside of the picture comes out white. */
export function cropGrey(source: GreyBitmap, box: PixelBox): GreyBitmap {
  const target = blankGrey(box.width, box.height);
  const left = Math.max(0, box.x);
  const right = Math.min(source.width, box.x + box.width);
  for (let y = Math.max(0, box.y); y < Math.min(source.height, box.y + box.height) && right > left; y++) {
    target.pixels.set(source.pixels.subarray(y * source.width + left, y * source.width + right), (y - box.y) * box.width + left - box.x);
  }
  return target;
}

/** Turns a picture clockwise by `quarterTurns` × 90°; negative numbers turn the other way. */
export function rotateGrey(source: GreyBitmap, quarterTurns: number): GreyBitmap {
  const turns = ((quarterTurns % 4) + 4) % 4;
  if (turns === 0) return source;
  const { width, height, pixels } = source;
  const target = turns === 2 ? blankGrey(width, height) : blankGrey(height, width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] = turns === 1 ? [height - 1 - y, x] : turns === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      target.pixels[ty * target.width + tx] = pixels[y * width + x] ?? 255;
    }
  }
  return target;
}
