import { randomBytes } from 'node:crypto';

/** What each id prefix names. An id reads `ord_01k…`: prefix, then 26 characters that sort by time. */
export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  apiKey: 'key',
  connection: 'con',
  shop: 'shp',
  inboundEvent: 'evt',
  run: 'run',
  syncLog: 'syl',
  listing: 'lst',
  listingVariant: 'var',
  sku: 'sku',
  mappingChange: 'mch',
  mappingBatch: 'mba',
  location: 'loc',
  stockMovement: 'mov',
  reservation: 'rsv',
  shortfall: 'sho',
  lowStockAlert: 'lsa',
  order: 'ord',
  orderLine: 'oln',
  package: 'pkg',
  fulfillment: 'ful',
  label: 'lbl',
  station: 'stn',
  agent: 'agt',
  printer: 'prn',
  printRoute: 'rte',
  printJob: 'pjb',
  fulfilRule: 'rul',
  template: 'tpl',
  outlet: 'out',
  outletInvitation: 'oiv',
  contentAccount: 'acc',
  contentSyncLog: 'csl',
} as const;

export type IdKind = keyof typeof idPrefixes;

declare const idBrand: unique symbol;
/** A branded, prefixed, time-ordered identifier: an `Id<'order'>` cannot be passed where an `Id<'listing'>` is due. */
export type Id<K extends IdKind> = string & { readonly [idBrand]: K };

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const mostInOneMs = 32 ** 3 - 1;
const last = { atMs: Number.NaN, count: 0 };

function inAlphabet(number: number, length: number): string {
  let text = '';
  for (let rest = number, i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}

/**
 * Makes a new id. `atMs` (Unix milliseconds) fixes the time part; how many this process has made in that millisecond follows, so that its
 * ids sort as they were made; then 65 random bits.
 */
export function newId<K extends IdKind>(kind: K, atMs: number = Date.now()): Id<K> {
  last.count = atMs === last.atMs ? Math.min(last.count + 1, mostInOneMs) : 0;
  last.atMs = atMs;
  let random = '';
  for (const byte of randomBytes(13)) random += alphabet[byte & 31];
  return `${idPrefixes[kind]}_${inAlphabet(atMs, 10)}${inAlphabet(last.count, 3)}${random}` as Id<K>;
}

/** True when `text` has the shape of an id of this kind; says nothing about whether it exists. */
export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  return new RegExp(`^${idPrefixes[kind]}_[0-9a-hjkmnp-tv-z]{26}$`).test(text);
}
