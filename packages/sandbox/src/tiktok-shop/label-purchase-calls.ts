import {
  type Answer,
  type Call,
  type JsonObject,
  objectField,
  objectList,
  orderOf,
  param,
  requiredText,
  shopOf,
  textField,
  textList,
} from './call.ts';
import { marketOf } from './markets.ts';
import type { Order } from './model.ts';
import { createParcel } from './parcel-birth.ts';
import { missing, Refusal } from './refusal.ts';
import { shipParcel } from './ship-parcel.ts';

/** What the carriers of the market would take; ids are made of the carrier, so they stay the same. */
function servicesOf(call: Call): JsonObject[] {
  const market = marketOf(shopOf(call).region);
  return market.carriers.map((carrier, index) => ({
    id: `7208${carrier.id.slice(4)}`,
    name: `${carrier.name} Ground`,
    price: `${4 + index}.35`,
    currency: market.currency,
    earliest_delivery_days: 2,
    latest_delivery_days: 5,
    is_default: index === 0,
    shipping_provider_id: carrier.id,
    shipping_provider_name: carrier.name,
  }));
}

/** Labels are bought in the US and Japan only, for orders with the platform's shipping. */
function refuseOtherMarkets(call: Call, order: Order): void {
  if (marketOf(shopOf(call).region).tiktokFlow !== 'create-packages') throw new Refusal(21008106, 'This call is not for this market');
  if (order.shippingType !== 'TIKTOK') throw new Refusal(21008106, 'This call is not for orders that the seller ships');
}

export function queryShippingServices(call: Call): Answer {
  const order = orderOf(call, param(call));
  refuseOtherMarkets(call, order);
  const { weight, dimension } = measuresOf(call.body);
  return {
    shipping_services: servicesOf(call),
    order_id: order.id,
    order_line_id: textList(call.body, 'order_line_item_ids') ?? order.lines.map((line) => line.id),
    weight,
    dimension,
  };
}

function measuresOf(body: JsonObject): { weight: JsonObject | undefined; dimension: JsonObject | undefined } {
  const weight = objectField(body, 'weight');
  const dimension = objectField(body, 'dimension');
  if (weight && (Number.isNaN(Number(weight.value)) || !['GRAM', 'POUND'].includes(String(weight.unit)))) throw missing('weight');
  if (dimension && !['CM', 'INCH'].includes(String(dimension.unit))) throw missing('dimension');
  return { weight, dimension };
}

/** Buys a label: the package comes to life shipped, exactly once for each line. */
export function createPackages(call: Call): Answer {
  const { world } = call;
  const shop = shopOf(call);
  const { orders, lineIds } = wanted(call);
  for (const order of orders) refuseOtherMarkets(call, order);
  const { weight, dimension } = measuresOf(call.body);
  const services = servicesOf(call);
  const serviceId = textField(call.body, 'shipping_service_id') ?? services[0]?.id;
  const service = services.find((candidate) => candidate.id === serviceId);
  if (!service) throw new Refusal(21004008, 'The shipping service is unknown');
  const lines = orders.flatMap((order) => order.lines).filter((line) => lineIds.includes(line.id));
  if (lines.some((line) => line.shippedTime !== undefined)) throw new Refusal(21022025, 'A label was bought already');
  if (orders.some((order) => order.status === 'ON_HOLD')) throw new Refusal(21011044, 'The order is on hold');
  if (lines.length === 0 || orders.some((order) => order.status === 'CANCELLED')) throw new Refusal(21011042, 'The order was cancelled');
  const isPart = orders.some((order) => order.lines.some((line) => line.status !== 'CANCELLED' && !lineIds.includes(line.id)));
  const parcel = createParcel(world, orders, lineIds, isPart ? 'SPLIT' : orders.length > 1 ? 'COMBINE' : 'DEFAULT');
  parcel.shipCalls += 1;
  parcel.shippingServiceId = String(service.id);
  shipParcel(world, shop, parcel);
  return { package_id: parcel.id, dimension, weight, shipping_service_info: service, create_time: parcel.createTime };
}

/** `ship_type` 1 is a whole order, 2 a part of one, 3 several orders. */
function wanted(call: Call): { orders: Order[]; lineIds: string[] } {
  const openLines = (order: Order): string[] => order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id);
  const shipType = textField(call.body, 'ship_type') ?? '1';
  if (shipType === '3') {
    const orders = (textList(call.body, 'order_list_ids') ?? []).map((id) => orderOf(call, id));
    if (orders.length === 0) throw missing('order_list_ids');
    return { orders, lineIds: orders.flatMap(openLines) };
  }
  const order = orderOf(call, requiredText(call.body, 'order_id'));
  if (shipType === '1') return { orders: [order], lineIds: openLines(order) };
  if (shipType !== '2') throw missing('ship_type');
  const lineIds = objectList(call.body, 'order_line_item').map(
    (item) => textField(item, 'id') ?? textField(item, 'order_line_item_id') ?? '',
  );
  if (lineIds.some((id) => !openLines(order).includes(id))) throw new Refusal(21001001, 'A line is not of this order');
  return { orders: [order], lineIds };
}
