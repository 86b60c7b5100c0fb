import type { Order, Parcel, Product, Seller, Shop } from './model.ts';
import { missing, Refusal } from './refusal.ts';
import type { World } from './world.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A request that passed the gateway. */
export interface Call {
  readonly world: World;
  readonly seller: Seller;
  readonly query: ReadonlyMap<string, string>;
  readonly params: readonly string[];
  readonly body: JsonObject;
  readonly rawBody: Buffer;
  readonly contentType: string;
  /** Undefined where the API takes no cipher. */
  readonly shop: Shop | undefined;
}

/** The `data` of the answer; undefined = `{}`. May throw a Refusal. */
export type Answer = JsonObject | undefined;
export type CallHandler = (call: Call) => Answer | Promise<Answer>;

export function shopOf(call: Call): Shop {
  if (!call.shop) throw new Refusal(106013, 'shop_cipher is missing');
  return call.shop;
}

export function param(call: Call, place = 0): string {
  return call.params[place] ?? '';
}

export function orderOf(call: Call, id: string, code = 21011001): Order {
  const order = call.world.orders.get(id);
  if (!order || order.shopId !== shopOf(call).id) throw new Refusal(code, `Order '${id}' does not exist in this shop`);
  return order;
}

export function parcelOf(call: Call, id: string): Parcel {
  const parcel = call.world.parcels.get(id);
  if (!parcel || parcel.shopId !== shopOf(call).id) throw new Refusal(21011028, `Package '${id}' does not exist in this shop`);
  return parcel;
}

export function productOf(call: Call, id: string): Product {
  const product = call.world.products.get(id);
  if (!product) throw new Refusal(12052032, `Product '${id}' does not exist`);
  if (product.shopId !== shopOf(call).id) throw new Refusal(12052048, `Product '${id}' belongs to another shop`);
  return product;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textField(source: JsonObject, name: string): string | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw missing(name);
  return value;
}

export function requiredText(source: JsonObject, name: string): string {
  const value = textField(source, name);
  if (value === undefined || value === '') throw missing(name);
  return value;
}

export function numberField(source: JsonObject, name: string): number | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw missing(name);
  return value;
}

export function textList(source: JsonObject, name: string): string[] | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw missing(name);
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw missing(name);
    return item;
  });
}

export function objectField(source: JsonObject, name: string): JsonObject | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  // A list where an object is due (`[]` from PHP) is refused by the vendor too.
  if (!isObject(value)) throw missing(name);
  return value;
}

export function objectList(source: JsonObject, name: string): JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || value.length === 0) throw missing(name);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw missing(name);
    return item;
  });
}
