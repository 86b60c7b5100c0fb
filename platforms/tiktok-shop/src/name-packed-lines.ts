import type { PlatformOrder, ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { packedLinesSchema } from './wire/fulfilment.ts';

/**
 * Some markets do not say in an order which package a line is in before it ships. With one package that is plain; of an order that was
 * divided each package is asked.
 */
export async function namePackedLines(client: TikTokClient, access: ShopAccess, order: PlatformOrder): Promise<PlatformOrder> {
  const silent = order.packages.filter((parcel) => parcel.externalLineIds.length === 0 && parcel.status !== 'cancelled');
  if (order.packages.length < 2 || silent.length === 0) return order;
  const own = new Set(order.lines.map((line) => line.externalId));
  const packageOf = new Map<string, string>();
  for (const { externalId: id } of silent) {
    const { order_line_item_ids } = await client.call(access, endpoints.getPackage, { id, data: packedLinesSchema });
    for (const line of order_line_item_ids) if (own.has(line)) packageOf.set(line, id);
  }
  const linesIn = (id: string) => [...packageOf].flatMap(([line, parcel]) => (parcel === id ? [line] : []));
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, externalPackageId: line.externalPackageId ?? packageOf.get(line.externalId) })),
    packages: order.packages.map((parcel) =>
      parcel.externalLineIds.length > 0 ? parcel : { ...parcel, externalLineIds: linesIn(parcel.externalId) },
    ),
  };
}
