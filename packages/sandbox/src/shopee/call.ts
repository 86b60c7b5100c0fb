import type { Order, Parcel, Product, Shop } from './model.ts';
import { liveParcels } from './parcel-birth.ts';
import { Refusal, wrong } from './refusal.ts';
import type { World } from './world.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A request that passed the gateway. */
export interface Call {
  readonly world: World;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly rawBody: Buffer;
  readonly contentType: string;
  /** Undefined for public calls. */
  readonly shop: Shop | undefined;
}

/** What an API gives back: `response` in the envelope, fields beside `error` (flat), or a file. */
export interface Answer {
  readonly response?: unknown;
  readonly warning?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly flat?: JsonObject;
  readonly file?: { readonly contentType: string; readonly bytes: Uint8Array };
}

/** May throw a Refusal. */
export type CallHandler = (call: Call) => Answer | Promise<Answer>;

export function shopOf(call: Call): Shop {
  if (!call.shop) throw new Refusal('error_auth', 'Invalid partner_id or shopid.');
  return call.shop;
}

export function orderOf(call: Call, id: string, error = 'error_not_found'): Order {
  const order = call.world.orders.get(id);
  if (!order || order.shopId !== shopOf(call).id) throw new Refusal(error, 'Wrong parameters, detail: the order is not found.');
  return order;
}

export function productOf(call: Call, id: string): Product {
  const product = call.world.products.get(id);
  const isGone = product?.status === 'SELLER_DELETE' || product?.status === 'SHOPEE_DELETE';
  if (!product || isGone || product.shopId !== shopOf(call).id) throw new Refusal('error_item_not_found', 'Product not found.');
  return product;
}

/**
 * The package that a logistics call means: without a number that of an unsplit order, with one a part of a split order.
 * The vendor's spellings of the errors are kept.
 */
export function parcelOf(call: Call, order: Order, packageNumber: string | undefined): Parcel {
  const parcels = liveParcels(call.world, order);
  if (packageNumber === '') throw new Refusal('logistics.package_number_not_exist', 'The package number does not exist.');
  if (order.isSplit) {
    if (packageNumber === undefined) {
      throw new Refusal('logistics.ship_order_need_pacakge_number', 'The order was split, package_number is needed.');
    }
    const parcel = parcels.find((candidate) => candidate.id === packageNumber);
    if (!parcel) throw new Refusal('logistics.package_number_not_exist', 'The package number does not exist.');
    return parcel;
  }
  if (packageNumber !== undefined) {
    throw new Refusal('logistics.ship_order_not_need_pacakge_number', 'The order was not split, package_number is not needed.');
  }
  const [only] = parcels;
  if (!only) throw new Refusal('error_status', 'The order was cancelled.');
  return only;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textField(source: JsonObject, name: string): string | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrong(name);
  return value;
}

export function requiredText(source: JsonObject, name: string): string {
  const value = textField(source, name);
  if (value === undefined || value === '') throw wrong(name);
  return value;
}

export function numberField(source: JsonObject, name: string): number | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(name);
  return value;
}

/** An id of the wire, an integer there, as text here. */
export function idField(source: JsonObject, name: string): string {
  const value = numberField(source, name);
  if (value === undefined || !Number.isSafeInteger(value) || value < 0) throw wrong(name);
  return String(value);
}

export function objectField(source: JsonObject, name: string): JsonObject | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw wrong(name);
  return value;
}

/** At least one object, at most `most`. */
export function objectList(source: JsonObject, name: string, most = 50): JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || value.length === 0 || value.length > most) throw wrong(name);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw wrong(name);
    return item;
  });
}

export function queryText(call: Call, name: string): string {
  const value = call.query.get(name);
  if (value === null || value === '') throw wrong(name);
  return value;
}

export function queryNumber(call: Call, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^\d{1,16}$/.test(value)) throw wrong(name);
  return Number(value);
}

/** A bare comma list; brackets and blanks are what they are: wrong. */
export function queryList(call: Call, name: string, most: number): string[] {
  const list = queryText(call, name).split(',');
  if (list.length > most || list.includes('')) throw wrong(name);
  return list;
}

export const optionalFields = (call: Call): ReadonlySet<string> =>
  new Set((call.query.get('response_optional_fields') ?? '').split(',').filter((name) => name !== ''));
