import type { AccessGrant, Seller } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A request that passed the gateway. */
export interface Call {
  readonly world: World;
  readonly access: AccessGrant;
  /** Undefined with an application's token. */
  readonly seller: Seller | undefined;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly params: readonly string[];
  readonly body: JsonObject;
  /** Of the inventory calls; a language the platform knows. */
  readonly language: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}
export type CallHandler = (call: Call) => Answer | Promise<Answer>;

export const ok = (body: JsonObject): Answer => ({ status: 200, body });
export const noContent: Answer = { status: 204 };

export function sellerOf(call: Call): Seller {
  if (!call.seller) throw new Refusal(1100, 'Access denied');
  return call.seller;
}

/** A part of the path, decoded. */
export function param(call: Call, place = 0): string {
  return call.params[place] ?? '';
}

/** This call's address with another query. */
export function hrefOf(call: Call, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return `${call.world.address.url}${call.path}${words.length > 0 ? `?${words.join('&')}` : ''}`;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectField(source: JsonObject, name: string): JsonObject | undefined {
  const value = source[name];
  return isObject(value) ? value : undefined;
}

export function textField(source: JsonObject, name: string): string | undefined {
  const value = source[name];
  return typeof value === 'string' ? value : undefined;
}

export function listField(source: JsonObject, name: string): readonly unknown[] | undefined {
  const value = source[name];
  return Array.isArray(value) ? value : undefined;
}

export const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
