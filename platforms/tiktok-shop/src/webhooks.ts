import { createHash } from 'node:crypto';
import type { Secret } from '@shopfleet/kernel';
import { type EventHint, PlatformFailure, readExactJson, type WebhookVerdict } from '@shopfleet/platform-kit';
import { isGenuineWebhook } from './signing.ts';
import { type WireWebhook, webhookSchema } from './wire/webhook.ts';

const topics: Readonly<Record<number, string>> = {
  1: 'ORDER_STATUS_CHANGE',
  2: 'REVERSE_STATUS_UPDATE',
  3: 'RECIPIENT_ADDRESS_UPDATE',
  4: 'PACKAGE_UPDATE',
  5: 'PRODUCT_STATUS_CHANGE',
  6: 'SELLER_DEAUTHORIZATION',
  7: 'UPCOMING_AUTHORIZATION_EXPIRATION',
  11: 'CANCELLATION_STATUS_CHANGE',
  12: 'RETURN_STATUS_CHANGE',
  15: 'PRODUCT_INFORMATION_CHANGE',
  16: 'PRODUCT_CREATION',
  27: 'INVENTORY_STATUS_CHANGE',
  37: 'PRODUCT_AUDIT_STATUS_CHANGE',
  68: 'INVENTORY_CHANGE',
};

/** Checks the raw bytes of an event; the text is parsed only once it is known to be genuine. */
export function verifyWebhook(
  app: { readonly appKey: string; readonly appSecret: Secret },
  { headers, rawBody }: { headers: Readonly<Record<string, string | undefined>>; rawBody: Uint8Array },
): WebhookVerdict {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'authorization');
  const signature = name === undefined ? '' : (headers[name] ?? '');
  if (!isGenuineWebhook({ key: app.appKey, secret: app.appSecret.reveal() }, rawBody, signature)) {
    return { isGenuine: false, reason: 'signature' };
  }
  const event = readEvent(rawBody);
  if (!event) return { isGenuine: false, reason: 'body' };
  const shopId = event.shop_id ?? '';
  return {
    isGenuine: true,
    event: {
      topic: topics[event.type] ?? `TYPE_${event.type}`,
      dedupeKey: dedupeKeyOf(event, rawBody),
      externalShopId: shopId,
      hint: hintOf(event),
    },
  };
}

function readEvent(rawBody: Uint8Array): WireWebhook | undefined {
  try {
    const event = webhookSchema.safeParse(readExactJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
    return event.success ? event.data : undefined;
  } catch (error) {
    if (error instanceof PlatformFailure || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Repeats of one event carry one id; some samples have none, and then equal bytes are the same event. */
function dedupeKeyOf(event: WireWebhook, rawBody: Uint8Array): string {
  const id = event.tts_notification_id || event.event_id;
  return id ? `id:${id}` : `sha256:${createHash('sha256').update(rawBody).digest('hex')}`;
}

const orderTypes: ReadonlySet<number> = new Set([1, 2, 3, 11, 12, 36]);
const productTypes: ReadonlySet<number> = new Set([5, 15, 16, 18, 19, 27, 37, 68]);

/** A hint only: whatever the event says (it even spells states its own way), the hub fetches the current state. */
function hintOf(event: WireWebhook): EventHint {
  if (event.type === 6) return { kind: 'authorization-ended' };
  if (event.type === 7) return { kind: 'authorization-ending' };
  if (event.type === 4) {
    const ids = new Set((event.data?.package_list ?? []).flatMap((parcel) => parcel.order_id_list));
    return ids.size > 0 ? { kind: 'order', externalOrderIds: [...ids] } : { kind: 'nothing' };
  }
  const orderId = event.data?.order_id;
  if (orderTypes.has(event.type) && orderId) return { kind: 'order', externalOrderIds: [orderId] };
  const productId = event.data?.product_id ?? event.product_id;
  if (productTypes.has(event.type) && productId) return { kind: 'listing', externalListingId: productId };
  return { kind: 'nothing' };
}
