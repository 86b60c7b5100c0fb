import type { IppCollection, IppGroup, IppMessage, IppValue } from './ipp-message.ts';
import { tag } from './ipp-tags.ts';

export const maxIppResponseBytes = 1024 * 1024;
const maxCollectionDepth = 16;

export type IppDecoded = { readonly ok: true; readonly message: IppMessage } | { readonly ok: false; readonly problem: string };

class Malformed extends Error {}

/** Reads a buffer forwards and refuses to step over its end. */
class Cursor {
  at = 0;
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new Malformed(`the answer ends at byte ${this.bytes.length}, in the middle of a value`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  field(): Buffer {
    return this.take(this.take(2).readUInt16BE());
  }
}

function exactly(bytes: Buffer, length: number): Buffer {
  if (bytes.length !== length) throw new Malformed(`a value has ${bytes.length} bytes instead of ${length}`);
  return bytes;
}

function dateOf(bytes: Buffer): Date | null {
  exactly(bytes, 11);
  const [month, day, hour, minute, second, tenths, sign, zoneHours, zoneMinutes] = bytes.subarray(2);
  const zoneMs = ((zoneHours ?? 0) * 60 + (zoneMinutes ?? 0)) * 60_000 * (sign === 0x2d ? -1 : 1);
  const local = Date.UTC(bytes.readUInt16BE(), (month ?? 1) - 1, day, hour, minute, second, (tenths ?? 0) * 100);
  return new Date(local - zoneMs);
}

function textWithoutItsLanguage(bytes: Buffer): string {
  const cursor = new Cursor(bytes);
  cursor.field();
  return cursor.field().toString('utf8');
}

function decodedValue(valueTag: number, bytes: Buffer): IppValue {
  // 0x10 to 0x1f are the out-of-band values.
  if (valueTag < 0x20) return null;
  switch (valueTag) {
    case tag.integer:
    case tag.enum:
      return exactly(bytes, 4).readInt32BE();
    case tag.boolean:
      return exactly(bytes, 1)[0] !== 0;
    case tag.range:
      return { low: exactly(bytes, 8).readInt32BE(0), high: bytes.readInt32BE(4) };
    case tag.resolution:
      return { x: exactly(bytes, 9).readInt32BE(0), y: bytes.readInt32BE(4), unit: bytes[8] === 3 ? 'dpi' : 'dpcm' };
    case tag.dateTime:
      return dateOf(bytes);
    case tag.textWithLanguage:
    case tag.nameWithLanguage:
      return textWithoutItsLanguage(bytes);
    case tag.octetString:
      return Buffer.from(bytes);
    default:
      return bytes.toString('utf8');
  }
}

function collectionOf(cursor: Cursor, depth: number): IppCollection {
  if (depth > maxCollectionDepth) throw new Malformed('collections are nested too deeply');
  const members: Record<string, IppValue[]> = Object.create(null);
  let current: IppValue[] | undefined;
  for (;;) {
    const valueTag = cursor.byte();
    cursor.field();
    const bytes = cursor.field();
    if (valueTag === tag.endCollection) return members;
    if (valueTag === tag.memberName) {
      current = [];
      members[bytes.toString('utf8')] = current;
    } else if (current === undefined) throw new Malformed('a member of a collection has no name');
    else current.push(valueTag === tag.begCollection ? collectionOf(cursor, depth + 1) : decodedValue(valueTag, bytes));
  }
}

function groupsOf(cursor: Cursor): IppGroup[] {
  const groups: IppGroup[] = [];
  let attributes: Map<string, IppValue[]> | undefined;
  let current: IppValue[] | undefined;
  for (;;) {
    const next = cursor.byte();
    if (next === tag.end) return groups;
    if (next < 0x10) {
      attributes = new Map();
      current = undefined;
      groups.push({ tag: next, attributes });
      continue;
    }
    if (attributes === undefined) throw new Malformed('an attribute stands outside of every group');
    const name = cursor.field().toString('utf8');
    const bytes = cursor.field();
    const value = next === tag.begCollection ? collectionOf(cursor, 0) : decodedValue(next, bytes);
    if (name !== '') {
      // Some printers list an attribute twice in a group; both lists hold.
      current = attributes.get(name) ?? [];
      attributes.set(name, current);
    }
    if (current === undefined) throw new Malformed('a further value comes before the first');
    current.push(value);
  }
}

/** Decodes an IPP response. Total: any bytes give a message or a problem in words, never an exception. */
export function decodeIpp(bytes: Buffer): IppDecoded {
  if (bytes.length > maxIppResponseBytes) return { ok: false, problem: `the answer is larger than ${maxIppResponseBytes} bytes` };
  const cursor = new Cursor(bytes);
  try {
    const head = cursor.take(8);
    const groups = groupsOf(cursor);
    const rest = bytes.subarray(cursor.at);
    return {
      ok: true,
      message: { version: head.readUInt16BE(0), status: head.readUInt16BE(2), requestId: head.readInt32BE(4), groups, rest },
    };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, problem: error.message };
    throw error;
  }
}
