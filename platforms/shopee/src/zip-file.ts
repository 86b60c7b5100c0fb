import { inflateRawSync } from 'node:zlib';
import { PlatformFailure } from '@shopfleet/platform-kit';

const maxBytes = 16 * 1024 * 1024;
const marks = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;

export const isZip = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** The file of an archive that holds exactly one. Throws `unsupported` for more, `unavailable` for an archive that is broken. */
export function readOnlyFile(archive: Uint8Array): Uint8Array {
  try {
    return onlyFile(Buffer.from(archive));
  } catch (cause) {
    if (cause instanceof PlatformFailure) throw cause;
    throw new PlatformFailure('unavailable', 'The archive that Shopee sent as the label is broken', { cause });
  }
}

function onlyFile(zip: Buffer): Uint8Array {
  const end = zip.lastIndexOf(numberMark(marks.end));
  if (end < 0) throw new RangeError('no end of the directory');
  const count = zip.readUInt16LE(end + 10);
  if (count !== 1)
    throw new PlatformFailure('unsupported', 'Shopee packed several documents into one archive; print them in Seller Centre');
  const entry = zip.readUInt32LE(end + 16);
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(entry) !== marks.central || zip.readUInt32LE(local) !== marks.local) throw new RangeError('no entry');
  const method = zip.readUInt16LE(entry + 10);
  const size = zip.readUInt32LE(entry + 20);
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(from, from + size);
  if (packed.length !== size || (method !== 0 && method !== 8)) throw new RangeError('the entry is cut off, or packed in an unknown way');
  return method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: maxBytes });
}

function numberMark(mark: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(mark);
  return bytes;
}
