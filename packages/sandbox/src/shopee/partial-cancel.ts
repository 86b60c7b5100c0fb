import type { Order, OrderLine } from './model.ts';
import { cancelOrder } from './order-life.ts';
import { liveParcels } from './parcel-birth.ts';
import { returnUnits } from './stock.ts';
import type { World } from './world.ts';

/** Takes units out of an order that was not split; the order ends once none is left. */
export function cancelUnits(
  world: World,
  order: Order,
  units: readonly { readonly line: OrderLine; readonly units: number }[],
  reason: string,
): void {
  const isAll = order.lines.every((line) => line.cancelled + (units.find((unit) => unit.line === line)?.units ?? 0) >= line.quantity);
  if (isAll) {
    cancelOrder(world, order, reason, 'seller');
    return;
  }
  for (const { line, units: count } of units) {
    returnUnits(world, order.id, line, count);
    line.cancelled += count;
    for (const parcel of liveParcels(world, order)) {
      for (const item of parcel.items) if (item.itemId === line.itemId && item.modelId === line.modelId) item.quantity -= count;
      parcel.items = parcel.items.filter((item) => item.quantity > 0);
      world.parcels.save(parcel);
    }
  }
  order.updateTime = world.clock.nowSeconds();
  world.orders.save(order);
}
