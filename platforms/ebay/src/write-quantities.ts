import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { refusalFailure } from './failures.ts';
import { json } from './read-answer.ts';
import { rowsSchema, type WireRow } from './wire/inventory.ts';

/** One row of the call that changes quantities and prices; the only write that leaves the rest of an item as it is. */
export interface QuantityRow {
  readonly sku: string;
  readonly shipToLocationAvailability?: { readonly quantity: number };
  readonly offers?: readonly {
    readonly offerId: string;
    readonly availableQuantity?: number;
    readonly price?: { readonly value: string; readonly currency: string };
  }[];
}

/** Writes one SKU. The call as a whole succeeds (200, 207) whatever became of its rows: each of them is judged. */
export async function writeQuantities(client: EbayClient, access: ShopAccess, row: QuantityRow): Promise<void> {
  const { responses } = await client.call(access, endpoints.updateQuantities, { body: { requests: [row] }, answer: json(rowsSchema) });
  judgeRows(responses);
}

/** Throws for the first row that failed. No rows at all say nothing of what happened. */
export function judgeRows(rows: readonly WireRow[]): void {
  if (rows.length === 0) throw new PlatformFailure('outcome-unknown', 'eBay answered without saying what became of the change');
  const failed = rows.find(({ statusCode }) => statusCode < 200 || statusCode >= 300);
  if (!failed) return;
  const [error] = failed.errors;
  const answered = { status: failed.statusCode, isRead: false, requestId: undefined };
  if (error) throw refusalFailure(error, answered);
  throw new PlatformFailure(
    failed.statusCode >= 500 ? 'outcome-unknown' : 'invalid',
    `eBay did not take the change (${failed.statusCode})`,
    {
      vendorCode: `HTTP ${failed.statusCode}`,
    },
  );
}
