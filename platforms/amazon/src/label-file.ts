import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { PlatformFailure, type PlatformLabel } from '@shopfleet/platform-kit';

/** No label comes near it; what unpacks to more is no label. */
const maxBytes = 16 * 1024 * 1024;

/**
 * The file in `FileContents.Contents`: base64 of its gzip. Amazon does not say over which bytes its MD5 runs, and the gzip guards its
 * own: only a file that came unpacked must match the checksum. Throws `unavailable` for what cannot be read.
 */
export function readLabelFile(contents: string, checksum: string): Pick<PlatformLabel, 'bytes' | 'format'> {
  const packed = Buffer.from(contents, 'base64');
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  if (!isPacked && createHash('md5').update(packed).digest('base64') !== checksum) throw unreadable();
  const bytes = isPacked ? unpack(packed) : packed;
  return { bytes, format: formatOf(bytes) };
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** The bytes decide, not the name of the type: what is no label must never reach a printer. */
function formatOf(bytes: Uint8Array): PlatformLabel['format'] {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.includes('%PDF-')) return 'application/pdf';
  if (start.startsWith('\x89PNG\r\n')) return 'image/png';
  if (start.trimStart().startsWith('^XA') || start.trimStart().startsWith('~')) return 'application/vnd.zebra-zpl';
  throw unreadable();
}

const unreadable = (cause?: unknown): PlatformFailure =>
  new PlatformFailure('unavailable', 'Amazon sent a label that cannot be read; the label itself is bought and can be asked for again', {
    cause,
  });
