import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PlatformAddress, PlatformOrder } from '@shopfleet/platform-kit';
import type { OrderRow } from '../order-row.ts';

/** What says who the buyer is: kept apart, so that it can be removed earlier. As cleaned for the table of orders. */
export interface Personal {
  readonly buyerName: string;
  readonly buyerNote: string;
  readonly address: object;
}

export interface Packed {
  /** Raw deflate of the JSON without what is personal. */
  readonly state: Buffer;
  /** SHA-256 of that JSON. */
  readonly sha256: Buffer;
  readonly personal: Personal;
}

/** Most of what compressing can save, at a tenth of a millisecond and less. */
const level = 3;

/** Makes of an order's state what is kept of it. */
export function packOrder(order: PlatformOrder, row: OrderRow): Packed {
  const json = JSON.stringify({ ...order, buyerName: '', buyerNote: '', buyerAccount: undefined, address: undefined });
  const personal = { buyerName: row.buyer_name, buyerNote: row.buyer_note, address: row.address };
  return { state: deflateRawSync(json, { level }), sha256: createHash('sha256').update(json).digest(), personal };
}

/** The state again; undefined when its bytes are not those that were kept. Without `personal`, buyer, note and address are empty. */
export function unpackOrder({
  state,
  sha256,
  personal,
}: {
  state: Buffer;
  sha256: Buffer;
  personal: Personal | null;
}): PlatformOrder | undefined {
  const json = inflate(state);
  if (json === undefined || !createHash('sha256').update(json).digest().equals(sha256)) return undefined;
  const order: PlatformOrder = JSON.parse(json, (key, value: unknown) =>
    dates.has(key) && typeof value === 'string' ? new Date(value) : value,
  );
  if (!personal) return order;
  const { buyerName, buyerNote, address } = personal;
  return { ...order, buyerName, buyerNote, address: isAddress(address) ? address : undefined };
}

const dates: ReadonlySet<string> = new Set(['placedAt', 'paidAt', 'shipByAt', 'handOverByAt', 'cancelledAt']);
const isAddress = (address: object): address is PlatformAddress => Object.keys(address).length > 0;

function inflate(bytes: Buffer): string | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength: 64 * 1024 * 1024 }).toString('utf8');
  } catch {
    // Bytes that were damaged are named by the caller.
    return undefined;
  }
}
