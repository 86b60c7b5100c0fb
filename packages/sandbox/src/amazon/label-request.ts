import {
  type Call,
  isObject,
  type JsonObject,
  objectList,
  oneOf,
  orderOf,
  readInstant,
  requiredNumber,
  requiredObject,
  requiredText,
  textField,
} from './call.ts';
import type { Order, Parcel } from './model.ts';
import { invalid } from './refusal.ts';

const experiences = [
  'DeliveryConfirmationWithAdultSignature',
  'DeliveryConfirmationWithSignature',
  'DeliveryConfirmationWithoutSignature',
  'NoTracking',
] as const;

/** `ShipmentRequestDetails`, checked. Parts that come back in the answer stay as they were sent. */
export interface LabelRequest {
  readonly order: Order;
  readonly items: Parcel['items'];
  readonly itemList: readonly JsonObject[];
  readonly shipFrom: JsonObject;
  readonly dimensions: JsonObject;
  readonly weight: JsonObject;
  readonly grams: number;
  readonly options: JsonObject;
  readonly experience: (typeof experiences)[number];
  readonly wantedFormat: string;
  readonly customText: string | undefined;
  readonly shipMs: number;
  readonly mustArriveMs: number | undefined;
}

/** @throws Refusal */
export function readLabelRequest(call: Call): LabelRequest {
  const details = requiredObject(call.body, 'ShipmentRequestDetails');
  const order = orderOf(call, requiredText(details, 'AmazonOrderId'));
  if (order.status !== 'UNSHIPPED' && order.status !== 'PARTIALLY_SHIPPED') {
    throw invalid(`Order ${order.id} is ${order.status} and not eligible for shipping services.`);
  }
  const itemList = objectList(details, 'ItemList');
  const options = requiredObject(details, 'ShippingServiceOptions');
  const weight = requiredObject(details, 'Weight');
  const custom = details.LabelCustomization;
  return {
    order,
    items: itemList.map((item) => readItem(order, item)),
    itemList,
    shipFrom: readSender(requiredObject(details, 'ShipFromAddress')),
    dimensions: readDimensions(requiredObject(details, 'PackageDimensions')),
    weight,
    grams: requiredNumber(weight, 'Value') * (oneOf(weight.Unit, 'Weight.Unit', ['oz', 'g']) === 'g' ? 1 : 28.35),
    options,
    experience: readOptions(options),
    wantedFormat: textField(options, 'LabelFormat') ?? 'ShippingServiceDefault',
    customText: isObject(custom) ? textField(custom, 'CustomTextForLabel', 14) : undefined,
    shipMs: details.ShipDate === undefined ? call.world.clock.nowMs() : readInstant(details.ShipDate, 'ShipDate'),
    mustArriveMs: details.MustArriveByDate === undefined ? undefined : readInstant(details.MustArriveByDate, 'MustArriveByDate'),
  };
}

function readItem(order: Order, entry: JsonObject): Parcel['items'][number] {
  const orderItemId = requiredText(entry, 'OrderItemId');
  const quantity = requiredNumber(entry, 'Quantity');
  if (!Number.isInteger(quantity) || quantity < 1) throw invalid('Quantity must be a positive whole number.');
  if (!order.items.some((item) => item.id === orderItemId)) throw invalid(`Order item ${orderItemId} does not belong to the order.`);
  return { orderItemId, quantity };
}

function readSender(address: JsonObject): JsonObject {
  requiredText(address, 'Name', 30);
  requiredText(address, 'AddressLine1', 180);
  textField(address, 'AddressLine2', 60);
  textField(address, 'AddressLine3', 60);
  requiredText(address, 'City', 30);
  textField(address, 'StateOrProvinceCode', 30);
  requiredText(address, 'PostalCode', 30);
  if (!/^[A-Z]{2}$/.test(requiredText(address, 'CountryCode'))) throw invalid('CountryCode must be two capital letters.');
  requiredText(address, 'Phone', 30);
  requiredText(address, 'Email');
  return address;
}

function readDimensions(dimensions: JsonObject): JsonObject {
  if (textField(dimensions, 'PredefinedPackageDimensions') !== undefined) return dimensions;
  for (const side of ['Length', 'Width', 'Height']) {
    if (requiredNumber(dimensions, side) <= 0) throw invalid(`${side} must be positive.`);
  }
  oneOf(dimensions.Unit, 'PackageDimensions.Unit', ['inches', 'centimeters']);
  return dimensions;
}

function readOptions(options: JsonObject): LabelRequest['experience'] {
  if (typeof options.CarrierWillPickUp !== 'boolean') throw invalid('CarrierWillPickUp must be true or false.');
  return oneOf(options.DeliveryExperience, 'DeliveryExperience', experiences);
}
