import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { OrderStatus, PlatformOrderLine } from '@shopfleet/platform-kit';
import { knowVariants } from '../catalog/index.ts';
import type { LineNeed, LineWish } from '../stock/index.ts';
import type { ImportTarget } from './import-target.ts';
import type { ImportedOrder } from './merge-order.ts';
import { toLineRow } from './order-row.ts';
import { shippedStatuses } from './order-status.ts';

/** What an order in this status wants of the stock behind one of its lines. */
export function wishOf(order: OrderStatus, line: PlatformOrderLine['status']): LineWish {
  if (line === 'cancelled') return 'release';
  if (line === 'shipped' || shippedStatuses.includes(order)) return 'consume';
  return order === 'cancelled' ? 'release' : 'reserve';
}

const rowsOf = (imported: readonly ImportedOrder[]) =>
  imported.flatMap((one) => one.order.lines.map((line) => ({ one, line: toLineRow(line) })));

/** The variants that the imported orders sold, by the marketplace's ids. */
export function soldVariants(
  tx: Tx,
  clock: Clock,
  { tenantId, shopId }: ImportTarget,
  imported: readonly ImportedOrder[],
): Promise<ReadonlyMap<string, string>> {
  const sold = rowsOf(imported).map(({ line }) => ({
    externalProductId: line.external_product_id,
    externalVariantId: line.external_variant_id,
    sellerCode: line.seller_code,
    title: line.title,
    variantName: line.variant_name,
    imageUrl: line.image_url,
  }));
  return knowVariants(tx, clock, { tenantId, shopId, sold });
}

/** What the imported orders want of every line that we know of them. */
export function lineNeeds(
  imported: readonly ImportedOrder[],
  lineIds: ReadonlyMap<string, ReadonlyMap<string, string>>,
  variants: ReadonlyMap<string, string>,
): LineNeed[] {
  return rowsOf(imported).map(({ one, line }) => ({
    orderId: one.orderId,
    orderLineId: lineIds.get(one.orderId)?.get(line.external_id) ?? '',
    variantId: variants.get(line.external_variant_id) ?? null,
    quantity: line.quantity,
    wish: wishOf(one.after, line.status),
    placedAt: one.order.placedAt,
  }));
}
