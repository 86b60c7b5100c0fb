import { createHash } from 'node:crypto';
import { type EventHint, type InboundPlatformEvent, PlatformFailure, readExactJson } from '@shopfleet/platform-kit';
import { pushSchema, type WirePush } from './wire/push.ts';

const topics: Readonly<Record<number, string>> = {
  0: 'VERIFICATION',
  1: 'SHOP_AUTHORIZATION',
  2: 'AUTHORIZATION_CANCELLED',
  3: 'ORDER_STATUS',
  4: 'TRACKING_NUMBER',
  5: 'ANNOUNCEMENT',
  6: 'BANNED_ITEM',
  7: 'ITEM_PROMOTION',
  8: 'RESERVED_STOCK',
  9: 'PROMOTION_UPDATE',
  12: 'AUTHORIZATION_EXPIRING',
  15: 'SHIPPING_DOCUMENT',
  16: 'ITEM_VIOLATION',
  22: 'ITEM_PRICE',
  27: 'SCHEDULED_PUBLISHING_FAILED',
  28: 'SHOP_PENALTY',
  29: 'RETURN',
  30: 'PACKAGE_STATUS',
  47: 'PACKAGE_CHANGE',
};

/** Reads a push that is known to be genuine; undefined for text that is none. */
export function readPush(rawBody: Uint8Array): InboundPlatformEvent | undefined {
  const push = parsePush(rawBody);
  if (!push) return undefined;
  const [externalShopId = '', ...otherShopIds] = shopsOf(push);
  return {
    topic: topics[push.code] ?? `CODE_${push.code}`,
    dedupeKey: dedupeKeyOf(push, rawBody),
    externalShopId,
    ...(otherShopIds.length > 0 ? { otherShopIds } : {}),
    hint: hintOf(push),
  };
}

/**
 * The question that the console asks before it keeps the address. Nobody says whether it is signed; it says nothing, so it is believed
 * as it is, and known as one and the same however often it comes.
 */
export function readVerification(rawBody: Uint8Array): InboundPlatformEvent | undefined {
  const push = rawBody.length < 500 ? parsePush(rawBody) : undefined;
  if (push?.code !== 0 || !push.data?.verify_info || push.shop_id) return undefined;
  return { topic: 'VERIFICATION', dedupeKey: 'verification', externalShopId: '', hint: { kind: 'nothing' } };
}

function parsePush(rawBody: Uint8Array): WirePush | undefined {
  try {
    const push = pushSchema.safeParse(readExactJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
    return push.success ? push.data : undefined;
  } catch (error) {
    if (error instanceof PlatformFailure || error instanceof TypeError) return undefined;
    throw error;
  }
}

const orderOf = ({ data }: WirePush): string => data?.ordersn || data?.order_sn || '';

/** Codes about consent carry the shop inside; those of a main account all of its shops. */
function shopsOf({ shop_id, data }: WirePush): readonly string[] {
  const one = shop_id || data?.shop_id || data?.shopid;
  return one ? [one] : [...new Set([...(data?.shop_id_list ?? []), ...(data?.shop_expire_soon ?? [])])];
}

/** A push has no id: repeats are equal in what they are about, its state and its instant. */
function dedupeKeyOf(push: WirePush, rawBody: Uint8Array): string {
  const { code, data } = push;
  const subject = [orderOf(push), data?.package_number, data?.item_id, data?.variation_id, data?.return_sn].filter(Boolean);
  const at = data?.update_time || push.timestamp;
  if (subject.length === 0 || !at) return `sha256:${createHash('sha256').update(rawBody).digest('hex')}`;
  const state = [data?.status, data?.fulfillment_status, data?.tracking_no, data?.action].filter(Boolean);
  return [code, ...shopsOf(push), ...subject, ...state, at].join(':');
}

const orderCodes: ReadonlySet<number> = new Set([3, 4, 15, 29, 30, 47]);
const listingCodes: ReadonlySet<number> = new Set([6, 7, 8, 9, 16, 22, 27]);

/** A hint only: whatever the push says, the hub fetches the current state. */
function hintOf(push: WirePush): EventHint {
  if (push.code === 2) return { kind: 'authorization-ended' };
  if (push.code === 12) return { kind: 'authorization-ending' };
  const orderSn = orderOf(push);
  if (orderCodes.has(push.code) && orderSn) return { kind: 'order', externalOrderIds: [orderSn] };
  const itemId = push.data?.item_id;
  if (listingCodes.has(push.code) && itemId) return { kind: 'listing', externalListingId: itemId };
  return { kind: 'nothing' };
}
