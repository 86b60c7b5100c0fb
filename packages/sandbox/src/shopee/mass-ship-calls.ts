import { type Answer, type Call, isObject, type JsonObject, objectList, requiredText, shopOf, textField } from './call.ts';
import { channelOf } from './markets.ts';
import type { Order, Parcel } from './model.ts';
import { shownTracking } from './parcel-life.ts';
import { Refusal } from './refusal.ts';
import { arrangeWith } from './ship-calls.ts';
import { waysView } from './shipping-parameter.ts';

interface Row {
  readonly order: Order;
  readonly parcel: Parcel;
}

/** Packages go by their own number here, split or not. Each is told as done or failed. */
function eachOf(call: Call, act: (row: Row) => JsonObject): { success_list: JsonObject[]; fail_list: JsonObject[] } {
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const source of objectList(call.body, 'package_list')) {
    const packageNumber = requiredText(source, 'package_number');
    try {
      done.push({ package_number: packageNumber, ...act(rowOf(call, packageNumber)) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push({ package_number: packageNumber, fail_reason: error.message });
    }
  }
  return { success_list: done, fail_list: failed };
}

function rowOf(call: Call, packageNumber: string): Row {
  const parcel = call.world.parcels.get(packageNumber);
  const order = parcel && call.world.orders.get(parcel.orderId);
  if (!parcel || !order || parcel.shopId !== shopOf(call).id) {
    throw new Refusal('logistics.package_number_not_exist', 'The package number does not exist.');
  }
  return { order, parcel };
}

/** All packages must be of one channel: that of the first counts. */
function channelOfFirst(call: Call): number {
  const [first] = objectList(call.body, 'package_list');
  return rowOf(call, requiredText(first ?? {}, 'package_number')).parcel.channelId;
}

function refuseOtherChannel(parcel: Parcel, channelId: number): void {
  if (parcel.channelId !== channelId) throw new Refusal('logistics.error_param', 'The package is of another channel.');
}

export function getMassShippingParameter(call: Call): Answer {
  const channelId = channelOfFirst(call);
  const lists = eachOf(call, ({ parcel }) => {
    refuseOtherChannel(parcel, channelId);
    return {};
  });
  return { response: { ...lists, ...waysView(call.world, shopOf(call), channelOf(shopOf(call).region, channelId)) } };
}

export function massShipOrder(call: Call): Answer {
  const channelId = channelOfFirst(call);
  return {
    response: eachOf(call, ({ order, parcel }) => {
      refuseOtherChannel(parcel, channelId);
      arrangeWith(call, order, parcel, { ...call.body, ...ownNumber(call.body, parcel) });
      return {};
    }),
  };
}

/** With the own carrier, numbers come as a list by package. */
function ownNumber({ non_integrated: own }: JsonObject, parcel: Parcel): JsonObject {
  if (!isObject(own) || !Array.isArray(own.tracking_number)) return {};
  const row: unknown = own.tracking_number.find((item: unknown) => isObject(item) && item.package_number === parcel.id);
  return { non_integrated: isObject(row) ? { tracking_number: textField(row, 'tracking_number') } : {} };
}

export const getMassTrackingNumber = (call: Call): Answer => ({
  response: eachOf(call, ({ parcel }) => ({ tracking_number: shownTracking(call.world, parcel), hint: '', pickup_code: '' })),
});
