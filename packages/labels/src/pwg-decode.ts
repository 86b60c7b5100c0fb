import type { Bitmap } from './bitmap.ts';
import { headerLength, type PwgPage, readHeader, syncWord } from './pwg-header.ts';
import { unreadable } from './unreadable-document.ts';

const maxPageBytes = 100_000_000;

/** Reverse of `encodePwgRaster`, for the two kinds of page that it writes. Damage is `UNREADABLE_DOCUMENT`. */
export function decodePwgRaster(raster: Uint8Array): { page: PwgPage; bitmap: Bitmap }[] {
  const bytes = Buffer.from(raster.buffer, raster.byteOffset, raster.byteLength);
  if (bytes.toString('latin1', 0, 4) !== syncWord) throw unreadable('This is not PWG raster: it does not begin with RaS2.');
  const pages = [];
  for (let at = syncWord.length; at < bytes.length; ) {
    if (at + headerLength > bytes.length) throw unreadable('The PWG raster ends inside of a page header.');
    const page = readHeader(bytes.subarray(at, at + headerLength));
    const { lines, end } = unpack(bytes, at + headerLength, page);
    pages.push({ page, bitmap: asBitmap(page, lines) });
    at = end;
  }
  return pages;
}

function unpack(bytes: Buffer, start: number, { height, bytesPerLine }: PwgPage): { lines: Uint8Array; end: number } {
  if (height * bytesPerLine > maxPageBytes || bytesPerLine === 0) throw unreadable('The PWG raster announces an impossible page size.');
  const lines = new Uint8Array(height * bytesPerLine);
  let at = start;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw unreadable('The PWG raster ends in the middle of a page.');
    return byte;
  };
  for (let y = 0; y < height; ) {
    const repeats = Math.min(next() + 1, height - y);
    const line = unpackLine(next, bytesPerLine);
    for (let i = 0; i < repeats; i++) lines.set(line, (y + i) * bytesPerLine);
    y += repeats;
  }
  return { lines, end: at };
}

function unpackLine(next: () => number, length: number): Uint8Array {
  const line = new Uint8Array(length);
  for (let x = 0; x < length; ) {
    const code = next();
    const count = Math.min(code < 129 ? code + 1 : 257 - code, length - x);
    if (code < 129) line.fill(next(), x, x + count);
    else for (let i = 0; i < count; i++) line[x + i] = next();
    x += count;
  }
  return line;
}

function asBitmap({ width, height, bitsPerPixel, bytesPerLine }: PwgPage, lines: Uint8Array): Bitmap {
  if (bitsPerPixel === 1) return { kind: 'mono', width, height, bytesPerRow: bytesPerLine, bits: lines };
  if (bitsPerPixel === 8) return { kind: 'grey', width, height, pixels: lines };
  throw unreadable(`PWG raster with ${bitsPerPixel} bits a pixel is not supported here.`);
}
