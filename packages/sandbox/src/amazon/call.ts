import { findMarketplace, type Marketplace } from './marketplaces.ts';
import type { AccessGrant, Order, Seller } from './model.ts';
import { denied, invalid, notFound } from './refusal.ts';
import type { World } from './world.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A request that passed the gateway. */
export interface Call {
  readonly world: World;
  readonly grant: AccessGrant;
  /** Undefined for a grantless token. */
  readonly seller: Seller | undefined;
  readonly query: ReadonlyMap<string, string>;
  /** The parts of the path that the route leaves open, decoded. */
  readonly params: readonly string[];
  readonly body: JsonObject;
}

/** The body of the answer; undefined = none. May throw a Refusal. */
export type Answer = JsonObject | undefined;
export type CallHandler = (call: Call) => Answer | Promise<Answer>;

export function sellerOf(call: Call): Seller {
  if (!call.seller) throw denied();
  return call.seller;
}

export const param = (call: Call, place = 0): string => call.params[place] ?? '';

/** An order of this seller. */
export function orderOf(call: Call, id: string): Order {
  const order = call.world.orders.get(id);
  if (!order || order.sellerId !== sellerOf(call).id) throw notFound(`Order ${id} was not found.`);
  return order;
}

/** A list of a query parameter: one value, joined with commas. */
export function listOf(call: Call, name: string): readonly string[] | undefined {
  const text = call.query.get(name);
  return text === undefined || text === '' ? undefined : text.split(',');
}

/** The same, of words that are known. */
export function wordsOf(call: Call, name: string, known: readonly string[]): readonly string[] | undefined {
  const words = listOf(call, name);
  const unknown = words?.find((word) => !known.includes(word));
  if (unknown !== undefined) throw invalid(`Value '${unknown}' of ${name} is not one of ${known.join(', ')}.`);
  return words;
}

/** The marketplaces of a query; each must be one of the seller's region. */
export function marketplacesOf(call: Call, name: string, most: number): readonly Marketplace[] | undefined {
  const ids = listOf(call, name);
  if (ids === undefined) return undefined;
  if (ids.length > most) throw invalid(`${name} takes at most ${most} values.`);
  return ids.map((id) => {
    const marketplace = findMarketplace(id);
    if (!marketplace) throw invalid(`Marketplace '${id}' is unknown.`);
    return marketplace;
  });
}

/** An instant of the query; ISO 8601 with a time. */
export function instantOf(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === undefined) return undefined;
  return readInstant(text, name);
}

export function readInstant(text: unknown, name: string): number {
  const isShaped = typeof text === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/.test(text);
  const instantMs = isShaped ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instantMs)) throw invalid(`${name} is not an ISO 8601 date.`);
  return instantMs;
}

/** A whole number of the query between two bounds. */
export function wholeNumberOf(call: Call, name: string, least: number, most: number, otherwise: number): number {
  const text = call.query.get(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw invalid(`${name} must be between ${least} and ${most}.`);
  return value;
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export function textField(source: JsonObject, name: string, most = 1_000): string | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`${name} must be a string.`);
  if (value.length > most) throw invalid(`${name} is longer than ${most} characters.`);
  return value;
}

export function requiredText(source: JsonObject, name: string, most = 1_000): string {
  const value = textField(source, name, most);
  if (value === undefined || value === '') throw invalid(`${name} is missing.`);
  return value;
}

export function requiredNumber(source: JsonObject, name: string): number {
  const value = source[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`${name} must be a number.`);
  return value;
}

export function requiredObject(source: JsonObject, name: string): JsonObject {
  const value = source[name];
  if (!isObject(value)) throw invalid(`${name} is missing or no object.`);
  return value;
}

export function objectList(source: JsonObject, name: string): readonly JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || value.length === 0) throw invalid(`${name} must be a list with at least one entry.`);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw invalid(`${name} holds something that is no object.`);
    return item;
  });
}

export function oneOf<T extends string>(value: unknown, name: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw invalid(`${name} must be one of ${known.join(', ')}.`);
  return found;
}

/** An instant as the 2026 APIs write it. */
export const isoOf = (instantMs: number): string => new Date(instantMs).toISOString();
