import { deflateSync } from 'node:zlib';
import type { MonoBitmap } from './bitmap.ts';
import { crc16 } from './crc16.ts';
import { compressRows } from './zpl-run-length.ts';

export interface ZplOptions {
  /** `z64` is smallest; `acs` is for printers that know the older run-length encoding only. */
  readonly encoding?: 'z64' | 'acs';
  /** Goes into a ^FX comment, to recognise the job in a capture. Letters that mean something in ZPL become `_`. */
  readonly comment?: string;
  readonly copies?: number;
}

/** One label of ZPL II that prints exactly this picture: one bit is one dot of the print head. */
export function encodeZpl(bitmap: MonoBitmap, options: ZplOptions = {}): Uint8Array {
  const { encoding = 'z64', comment, copies = 1 } = options;
  const total = bitmap.bits.length;
  const note = comment === undefined ? '' : `^FX${comment.replace(/[^\w:.\- ]/g, '_')}^FS`;
  const graphic = encoding === 'z64' ? z64(bitmap.bits) : compressRows(bitmap.bits, bitmap.bytesPerRow);
  return Buffer.from(
    `^XA${note}^PW${bitmap.width}^LL${bitmap.height}^LH0,0^FO0,0` +
      `^GFA,${total},${total},${bitmap.bytesPerRow},${graphic}^FS^PQ${copies}^XZ\n`,
    'latin1',
  );
}

function z64(bits: Uint8Array): string {
  const text = deflateSync(bits, { level: 6 }).toString('base64');
  const crc = crc16(Buffer.from(text, 'latin1')).toString(16).toUpperCase().padStart(4, '0');
  return `:Z64:${text}:${crc}`;
}
