import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { Bitmap, GreyBitmap } from './bitmap.ts';
import { toGrey } from './mono-bitmap.ts';

/** A barcode found in a picture. `turn` says how far it lies clockwise from reading left to right. */
export interface Barcode {
  readonly format: string;
  readonly text: string;
  readonly turn: 0 | 90 | 180 | 270;
  /** Middle of the code, in pixels from the top left. */
  readonly x: number;
  readonly y: number;
}

const formats: NonNullable<ReaderOptions['formats']> = ['Code128', 'QRCode', 'DataMatrix', 'ITF', 'PDF417', 'Code39', 'EANUPC'];

/** For pictures of a renderer, not of a camera: nothing is inverted, blurred or larger than needed. */
const sharp: ReaderOptions = { formats, textMode: 'Plain', tryInvert: false, tryDownscale: false };

let reader: Promise<unknown> | undefined;

/** The library would fetch its program from a public server; ours comes from node_modules and nowhere else. */
function startReader(): Promise<unknown> {
  reader ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true }),
  );
  return reader;
}

export interface DecodeOptions {
  /** The quick look (about 6 ms for 812 × 1218 dots) is enough when it finds this text; otherwise a thorough one follows (15 ms). */
  readonly expect?: string;
  /** For renders at low resolution, whose bars are grey at the edges. */
  readonly soft?: boolean;
}

/** All barcodes in a picture, once each. No barcode is an empty list, never an error. */
export async function decodeBarcodes(bitmap: Bitmap, options: DecodeOptions = {}): Promise<Barcode[]> {
  await startReader();
  const picture = asPortableGreymap(toGrey(bitmap));
  const look = options.soft ? sharp : { ...sharp, binarizer: 'FixedThreshold' as const };
  const { expect } = options;
  const quick = asBarcodes(await readBarcodes(picture, { ...look, tryHarder: false }));
  if (expect !== undefined && quick.some(({ text }) => isExpected(text, expect))) return quick;
  return asBarcodes(await readBarcodes(picture, { ...look, tryHarder: true }));
}

/**
 * Is `text` of a barcode the tracking number `expected`? Spaces, brackets and GS1 separators do not count, and a carrier may
 * put its routing code around the number, so a number of 8 characters or more may also lie inside of the text.
 */
export function isExpected(text: string, expected: string): boolean {
  const plain = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  const [found, wanted] = [plain(text), plain(expected)];
  return wanted !== '' && (found === wanted || (wanted.length >= 8 && found.includes(wanted)));
}

/** The reader takes image files; this is the smallest one there is, a quarter of what RGBA would need. */
function asPortableGreymap({ width, height, pixels }: GreyBitmap): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}

function asBarcodes(results: readonly ReadResult[]): Barcode[] {
  const found = results.filter(({ isValid }) => isValid).map(asBarcode);
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

function asBarcode({ format, text, position: { topLeft, topRight, bottomLeft, bottomRight } }: ReadResult): Barcode {
  const corners = [topLeft, topRight, bottomLeft, bottomRight];
  const middle = (axis: 'x' | 'y') => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const [across, down] = [topRight.x - topLeft.x, topRight.y - topLeft.y];
  const turn = Math.abs(across) >= Math.abs(down) ? (across >= 0 ? 0 : 180) : down > 0 ? 90 : 270;
  return { format, text, turn, x: middle('x'), y: middle('y') };
}
