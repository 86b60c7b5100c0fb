import type { Bitmap } from './bitmap.ts';
import { bytesPerLineOf, syncWord, writeHeader } from './pwg-header.ts';

/**
 * PWG raster, which every IPP Everywhere printer takes: `black_1` for black-and-white pictures, `sgray_8` for grey ones.
 * `media` is a self-describing name (`pwgMediaName`). Several pictures become several pages. Source: PWG 5102.4-2012.
 */
export function encodePwgRaster(pictures: Bitmap | readonly Bitmap[], options: { dpi: number; media: string }): Uint8Array {
  const pages = 'kind' in pictures ? [pictures] : pictures;
  const parts = pages.flatMap((page) => [writeHeader(page, { ...options, pages: pages.length }), ...packedLines(page)]);
  return Buffer.concat([Buffer.from(syncWord, 'latin1'), ...parts]);
}

function* packedLines(page: Bitmap): Generator<Buffer> {
  const bytes = page.kind === 'mono' ? page.bits : page.pixels;
  const length = bytesPerLineOf(page);
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lineAt = (y: number) => lines.subarray(y * length, (y + 1) * length);
  for (let y = 0; y < page.height; ) {
    const line = lineAt(y);
    let repeats = 1;
    while (repeats < 256 && y + repeats < page.height && line.equals(lineAt(y + repeats))) repeats++;
    yield Buffer.from([repeats - 1, ...packLine(line)]);
    y += repeats;
  }
}

/** PackBits of PWG: 0–127 repeats the next byte 1–128 times, 129–255 announces 128–2 literal bytes. */
function packLine(line: Buffer): number[] {
  const packed: number[] = [];
  for (let at = 0; at < line.length; ) {
    const run = runLength(line, at);
    const literal = run > 1 ? 0 : literalLength(line, at);
    if (literal > 1) packed.push(257 - literal, ...line.subarray(at, at + literal));
    else packed.push(run - 1, line[at] ?? 0);
    at += Math.max(run, literal);
  }
  return packed;
}

function runLength(line: Buffer, at: number): number {
  let run = 1;
  while (run < 128 && at + run < line.length && line[at + run] === line[at]) run++;
  return run;
}

function literalLength(line: Buffer, at: number): number {
  let length = 1;
  while (length < 128 && at + length < line.length && line[at + length] !== line[at + length + 1]) length++;
  return length;
}
