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

/** What the imported orders want of every line that we know of them. */
export async function lineNeeds(
  tx: Tx,
  clock: Clock,
  target: ImportTarget,
  imported: readonly ImportedOrder[],
  lineIds: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<LineNeed[]> {
  const rows = imported.flatMap((one) => one.order.lines.map((line) => ({ one, line: toLineRow(line) })));
  const sold = rows.map(({ line }) => ({
    externalProductId: line.external_product_id,
    externalVariantId: line.external_variant_id,
    sellerCode: line.seller_code,
    title: line.title,
    variantName: line.variant_name,
    imageUrl: line.image_url,
  }));
  const variants = await knowVariants(tx, clock, { tenantId: target.tenantId, shopId: target.shopId, sold });
  return rows.map(({ one, line }) => ({
    orderId: one.orderId,
    orderLineId: lineIds.get(one.orderId)?.get(line.external_id) ?? '',
    variantId: variants.get(line.external_variant_id) ?? null,
    quantity: line.quantity,
    wish: wishOf(one.after, line.status),
    placedAt: one.order.placedAt,
  }));
}
