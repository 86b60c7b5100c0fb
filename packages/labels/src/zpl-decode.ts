import { inflateSync } from 'node:zlib';
import { blankMono, type MonoBitmap } from './bitmap.ts';
import { crc16 } from './crc16.ts';
import { isInk } from './mono-bitmap.ts';
import { unreadable } from './unreadable-document.ts';
import { expandRows } from './zpl-run-length.ts';

/** A label of 8 × 14 inches at 600 dpi; larger announcements are damage or malice. */
const maxGraphicBytes = 6_000_000;
const maxSideDots = 12_000;

/**
 * The pictures that a ZPL document prints, one for each ^XA…^XZ that holds ^GFA graphics.
 * Reads what `encodeZpl` writes and what carriers send as graphics (hex, run-length, B64, Z64); draws no text and no native barcodes.
 */
export function decodeZpl(zpl: Uint8Array): MonoBitmap[] {
  const text = Buffer.from(zpl.buffer, zpl.byteOffset, zpl.byteLength).toString('latin1');
  return [...text.matchAll(/\^XA(.*?)\^XZ/gs)].flatMap(([, label = '']) => decodeLabel(label) ?? []);
}

function decodeLabel(label: string): MonoBitmap | undefined {
  const graphics = [...label.matchAll(/\^FO(\d+),(\d+)[^^]*\^GFA,(\d+),(\d+),(\d+),([^^~]*)/g)].map(
    ([, x, y, , total, perRow, body = '']) => ({
      x: Number(x),
      y: Number(y),
      picture: decodeGraphic(Number(total), Number(perRow), body),
    }),
  );
  if (graphics.length === 0) return undefined;
  const widest = Math.max(...graphics.map(({ x, picture }) => x + picture.width));
  const tallest = Math.max(...graphics.map(({ y, picture }) => y + picture.height));
  const width = Number(/\^PW(\d+)/.exec(label)?.[1] ?? widest);
  const height = Number(/\^LL(\d+)/.exec(label)?.[1] ?? tallest);
  if (width < 1 || height < 1 || width > maxSideDots || height > maxSideDots)
    throw unreadable(`The ZPL asks for ${width} × ${height} dots, which no label has.`);
  const canvas = blankMono(width, height);
  for (const { x, y, picture } of graphics) stamp(canvas, picture, x, y);
  return canvas;
}

function decodeGraphic(total: number, bytesPerRow: number, body: string): MonoBitmap {
  if (total < 1 || total > maxGraphicBytes || bytesPerRow < 1 || total % bytesPerRow !== 0)
    throw unreadable('The ZPL graphic announces an impossible size. Fetch the label again.');
  const bits = body.startsWith(':') ? decodeBase64(body, total) : expandRows(body, bytesPerRow, total);
  if (bits.length !== total) throw unreadable(`The ZPL graphic is ${bits.length} bytes long instead of ${total}. Fetch the label again.`);
  return { kind: 'mono', width: bytesPerRow * 8, height: total / bytesPerRow, bytesPerRow, bits };
}

function decodeBase64(body: string, total: number): Uint8Array {
  const [, encoding, text = '', crc = ''] = body.split(':');
  if (crc16(Buffer.from(text, 'latin1')) !== Number.parseInt(crc, 16))
    throw unreadable('The checksum of the ZPL graphic is wrong. Fetch the label again.');
  const packed = Buffer.from(text, 'base64');
  if (encoding === 'B64') return packed;
  try {
    return inflateSync(packed, { maxOutputLength: total });
  } catch (cause) {
    throw unreadable('The ZPL graphic cannot be unpacked. Fetch the label again.', cause);
  }
}

function stamp(canvas: MonoBitmap, picture: MonoBitmap, left: number, top: number): void {
  const rows = Math.min(picture.height, canvas.height - top);
  const columns = Math.min(picture.width, canvas.width - left);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!isInk(picture, x, y)) continue;
      const at = (top + y) * canvas.bytesPerRow + ((left + x) >> 3);
      canvas.bits[at] = (canvas.bits[at] ?? 0) | (0x80 >> ((left + x) & 7));
    }
  }
}
