import { tag } from './ipp-tags.ts';

export interface IppRange {
  readonly low: number;
  readonly high: number;
}
export interface IppResolution {
  readonly x: number;
  readonly y: number;
  readonly unit: 'dpi' | 'dpcm';
}
export type IppCollection = { readonly [member: string]: readonly IppValue[] };
/** One value of an attribute. `null` stands for the out-of-band values: no-value, unknown, unsupported. */
export type IppValue = number | boolean | string | Buffer | Date | IppRange | IppResolution | IppCollection | null;

export interface IppGroup {
  readonly tag: number;
  readonly attributes: ReadonlyMap<string, readonly IppValue[]>;
}
/** A decoded response. `status` is the operation id when the bytes were a request. `rest` is what follows the attributes. */
export interface IppMessage {
  readonly version: number;
  readonly status: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  readonly rest: Buffer;
}

/** An attribute to send: name, value tag, one value or several. */
export type IppField = readonly [name: string, tag: number, value: IppFieldValue | readonly IppFieldValue[]];
export type IppFieldValue = string | number | boolean;
export interface IppFieldGroup {
  readonly tag: number;
  readonly fields: readonly IppField[];
}

function valueBytes(valueTag: number, value: IppFieldValue): Buffer {
  if (valueTag === tag.integer || valueTag === tag.enum) {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(Number(value));
    return bytes;
  }
  if (valueTag === tag.boolean) return Buffer.from([value ? 1 : 0]);
  return Buffer.from(String(value), 'utf8');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function fieldBytes([name, valueTag, value]: IppField): Buffer {
  const values = Array.isArray(value) ? value : [value];
  // Further values of the same attribute carry an empty name (RFC 8010 section 3.1.5).
  return Buffer.concat(
    values.flatMap((one, index) => [
      Buffer.from([valueTag]),
      withLength(Buffer.from(index === 0 ? name : '', 'utf8')),
      withLength(valueBytes(valueTag, one)),
    ]),
  );
}

/** Encodes a request head; document bytes follow it in the HTTP body. */
export function encodeIppRequest(operationId: number, requestId: number, groups: readonly IppFieldGroup[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x0200, 0);
  head.writeUInt16BE(operationId, 2);
  head.writeInt32BE(requestId, 4);
  const parts = groups.flatMap((group) => [Buffer.from([group.tag]), ...group.fields.map(fieldBytes)]);
  return Buffer.concat([head, ...parts, Buffer.from([tag.end])]);
}
