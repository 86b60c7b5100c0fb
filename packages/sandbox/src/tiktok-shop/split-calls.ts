import { type Answer, type Call, objectList, orderOf, param, requiredText, shopOf, textField, textList } from './call.ts';
import { marketOf } from './markets.ts';
import type { Order } from './model.ts';
import { announceParcels, closeParcel, createParcel, parcelsOf } from './parcel-birth.ts';
import { missing, Refusal } from './refusal.ts';

/** Parts that may travel apart: units, or all units of a SKU, as the market rules. */
function splittableParts(call: Call, order: Order): number {
  const open = order.lines.filter((line) => line.status !== 'CANCELLED');
  return marketOf(shopOf(call).region).splitsUnits ? open.length : new Set(open.map((line) => line.skuId)).size;
}

export function getSplitAttributes(call: Call): Answer {
  const ids = (call.query.get('order_ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw missing('order_ids');
  return {
    split_attributes: ids.map((id) => {
      const order = orderOf(call, id);
      const canSplit = order.status === 'AWAITING_SHIPMENT' && order.splitTag === undefined && splittableParts(call, order) > 1;
      return {
        order_id: id,
        can_split: canSplit,
        reason: canSplit ? undefined : 'The order has one part only, or was split, combined or shipped',
        must_split: false,
        must_split_reasons: [],
      };
    }),
  };
}

interface Group {
  readonly id: string;
  readonly lineIds: readonly string[];
}

export function splitOrder(call: Call): Answer {
  const { world } = call;
  const order = orderOf(call, param(call));
  const groups = groupsOf(call);
  if (order.status !== 'AWAITING_SHIPMENT') throw new Refusal(21011029, 'Only orders that wait for shipment can be split');
  if (order.splitTag !== undefined) throw new Refusal(21011031, 'The order was split or combined already');
  refuseBadGroups(call, order, groups);
  for (const parcel of parcelsOf(world, order)) closeParcel(world, parcel);
  const parcels = groups.map((group) => createParcel(world, [order], group.lineIds, 'SPLIT'));
  order.splitTag = 'SPLIT';
  order.updateTime = world.clock.nowSeconds();
  world.orders.save(order);
  announceParcels(world, order.shopId, 'SPLIT', parcels);
  return { packages: parcels.map((parcel, index) => ({ splittable_group_id: groups[index]?.id, id: parcel.id })) };
}

function groupsOf(call: Call): Group[] {
  if (call.body.splittable_groups_v2 !== undefined) {
    return objectList(call.body, 'splittable_groups_v2').map((group) => ({
      id: requiredText(group, 'id'),
      lineIds: objectList(group, 'order_line_list').map((line) => textField(line, 'order_line_id') ?? ''),
    }));
  }
  return objectList(call.body, 'splittable_groups').map((group) => ({
    id: requiredText(group, 'id'),
    lineIds: textList(group, 'order_line_item_ids') ?? [],
  }));
}

/** Every open line in exactly one of at least two groups; by SKU where the market says so. */
function refuseBadGroups(call: Call, order: Order, groups: readonly Group[]): void {
  const open = order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id);
  const named = groups.flatMap((group) => group.lineIds);
  const isComplete = named.length === open.length && new Set(named).size === named.length && named.every((id) => open.includes(id));
  if (groups.length < 2 || !isComplete || groups.some((group) => group.lineIds.length === 0)) {
    throw new Refusal(21011033, 'The groups must hold every line exactly once');
  }
  if (marketOf(shopOf(call).region).splitsUnits) return;
  const groupOfSku = new Map<string, string>();
  for (const group of groups) {
    for (const line of order.lines.filter((candidate) => group.lineIds.includes(candidate.id))) {
      if ((groupOfSku.get(line.skuId) ?? group.id) !== group.id) throw new Refusal(21011035, 'Units of one SKU must stay together here');
      groupOfSku.set(line.skuId, group.id);
    }
  }
}
