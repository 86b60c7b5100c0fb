import {
  type Answer,
  type Call,
  isObject,
  type JsonObject,
  objectList,
  orderOf,
  param,
  readInstant,
  requiredObject,
  requiredText,
  textField,
} from './call.ts';
import type { Order, Parcel } from './model.ts';
import { announceOrder, rollUp } from './order-life.ts';
import { requireUnits, settle, startCarrier } from './parcel-birth.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** This operation writes the code with a space. */
const refused = (message: string): Refusal => new Refusal(400, 'Invalid Input', message);

/** Names that Amazon's list of carriers has, in every marketplace of the sandbox. */
export const carrierCodes: readonly string[] = [
  'UPS',
  'USPS',
  'FedEx',
  'DHL',
  'DHL eCommerce',
  'DPD',
  'GLS',
  'Hermes',
  'Evri',
  'Royal Mail',
  'Parcelforce',
  'Deutsche Post',
  'Poste Italiane',
  'Colissimo',
  'Chronopost',
  'Canada Post',
  'Purolator',
  'OnTrac',
  'Other',
];

const oneMinuteMs = 60_000;

/** `POST /orders/v0/orders/{orderId}/shipmentConfirmation`: a new reference makes a parcel, a known one edits it. */
export function confirmShipment(call: Call): Answer {
  const { world } = call;
  const order = orderOf(call, param(call));
  if (requiredText(call.body, 'marketplaceId') !== order.marketplaceId) throw refused('marketplaceId is not that of the order.');
  const detail = requiredObject(call.body, 'packageDetail');
  const reference = detail.packageReferenceId;
  if (typeof reference !== 'string' || !/^[1-9]\d*$/.test(reference)) {
    throw refused('packageReferenceId must be a string with a positive numeric value.');
  }
  if (order.programs.includes('FBM_SHIP_PLUS')) throw refused('Orders in FBM Ship+ cannot be confirmed.');
  const wish = readWish(world, order, detail);
  const known = order.parcels.find((parcel) => parcel.reference === reference && parcel.status !== 'CANCELLED');
  if (known) editParcel(world, order, known, wish);
  else addParcel(world, order, reference, wish);
  return undefined;
}

type Wish = Pick<Parcel, 'carrier' | 'trackingNumber' | 'shipMs' | 'items'> & { readonly service: string | undefined };

function readWish(world: World, order: Order, detail: JsonObject): Wish {
  const code = requiredText(detail, 'carrierCode');
  if (!carrierCodes.includes(code)) throw refused(`Carrier code '${code}' is unknown; use Other and carrierName.`);
  const name = textField(detail, 'carrierName');
  if (code === 'Other' && (name === undefined || name === '')) throw refused('carrierName is required when carrierCode is Other.');
  const shipMs = readInstant(detail.shipDate, 'shipDate');
  if (!String(detail.shipDate).includes('T')) throw refused('shipDate must be a date-time.');
  if (shipMs > world.clock.nowMs() + oneMinuteMs) throw refused('shipDate cannot be in the future.');
  // Both clocks are taken: a caller may share the unmoved one.
  if (shipMs < order.createdMs - oneMinuteMs && shipMs < world.clock.baseMs() - oneMinuteMs) {
    throw refused('shipDate cannot be before the purchase date.');
  }
  const trackingNumber = requiredText(detail, 'trackingNumber');
  if (!/^[A-Za-z0-9 -]{4,50}$/.test(trackingNumber)) throw refused(`Tracking number '${trackingNumber}' has a wrong format.`);
  return {
    carrier: code === 'Other' ? (name ?? '') : code,
    service: textField(detail, 'shippingMethod'),
    trackingNumber,
    shipMs,
    items: objectList(detail, 'orderItems').map((entry) => readItem(order, entry)),
  };
}

function readItem(order: Order, entry: JsonObject): Parcel['items'][number] {
  const orderItemId = requiredText(entry, 'orderItemId');
  const { quantity } = entry;
  if (!isObject(entry) || typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) {
    throw refused('quantity must be a positive whole number.');
  }
  if (!order.items.some((item) => item.id === orderItemId)) throw refused(`Order item ${orderItemId} does not belong to the order.`);
  return { orderItemId, quantity };
}

function addParcel(world: World, order: Order, reference: string, wish: Wish): void {
  if (order.status !== 'UNSHIPPED' && order.status !== 'PARTIALLY_SHIPPED') {
    const isEdit = order.status === 'SHIPPED';
    throw refused(
      isEdit ? 'PackageToUpdateNotFound: the order was fulfilled already.' : `An order that is ${order.status} cannot be shipped.`,
    );
  }
  requireUnits(order, wish.items, [], refused);
  const { service, ...rest } = wish;
  const nowMs = world.clock.nowMs();
  const countsAtMs = nowMs + world.settings.confirmDelayMs;
  order.parcels.push({
    reference,
    createdMs: nowMs,
    countsAtMs,
    ...rest,
    ...(service === undefined ? {} : { service }),
    status: 'SHIPPED',
    shipCalls: 1,
    shipEffects: 1,
  });
  startCarrier(world, order);
  settle(world, order, countsAtMs);
}

function editParcel(world: World, order: Order, parcel: Parcel, wish: Wish): void {
  parcel.shipCalls += 1;
  const { service, ...rest } = wish;
  const isSame =
    parcel.carrier === rest.carrier &&
    parcel.trackingNumber === rest.trackingNumber &&
    JSON.stringify(parcel.items) === JSON.stringify(rest.items);
  if (isSame) return;
  if (parcel.shipmentId !== undefined || parcel.status !== 'SHIPPED') {
    throw refused('PackageToUpdateNotFound: the package is with the carrier already.');
  }
  requireUnits(order, rest.items, parcel.items, refused);
  Object.assign(parcel, rest, service === undefined ? {} : { service });
  parcel.shipEffects += 1;
  rollUp(world, order);
  announceOrder(world, order);
}
