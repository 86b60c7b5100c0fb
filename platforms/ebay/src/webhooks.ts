import { createHash, type KeyObject } from 'node:crypto';
import { type EventHint, PlatformFailure, readExactJson, type WebhookCall, type WebhookVerdict } from '@shopfleet/platform-kit';
import { isSigned, readSignature } from './signature.ts';
import { eventSchema, type WireEvent } from './wire/event.ts';

const signatureHeader = 'x-ebay-signature';

/**
 * Checks the raw bytes of an event; the text is parsed only once it is known to be genuine. The key is eBay's, not the seller's: whom
 * the event is for is in its data. Throws `PlatformFailure` when the key cannot be fetched, so that eBay sends it again.
 */
export async function verifyWebhook(
  keyOf: (kid: string) => Promise<KeyObject | undefined>,
  { headers, rawBody }: WebhookCall,
): Promise<WebhookVerdict> {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === signatureHeader);
  const signature = readSignature(name === undefined ? '' : (headers[name] ?? ''));
  const key = signature && (await keyOf(signature.kid));
  if (!signature || !key || !isSigned(rawBody, signature, key)) return { isGenuine: false, reason: 'signature' };
  const event = readEvent(rawBody);
  if (!event) return { isGenuine: false, reason: 'body' };
  const { topic } = event.metadata;
  return {
    isGenuine: true,
    event: { topic, dedupeKey: dedupeKeyOf(event, rawBody), externalShopId: sellerOf(event), hint: hintOf(event) },
  };
}

function readEvent(rawBody: Uint8Array): WireEvent | undefined {
  try {
    const event = eventSchema.safeParse(readExactJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
    return event.success ? event.data : undefined;
  } catch (error) {
    if (error instanceof PlatformFailure || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Up to three deliveries of one event carry one id. */
function dedupeKeyOf({ notification: { notificationId } }: WireEvent, rawBody: Uint8Array): string {
  return notificationId ? `id:${notificationId}` : `sha256:${createHash('sha256').update(rawBody).digest('hex')}`;
}

const buyerGone = 'MARKETPLACE_ACCOUNT_DELETION';

/** Topics name the seller in different places; the one about buyers names none. */
function sellerOf({ metadata: { topic }, notification: { data } }: WireEvent): string {
  if (topic === buyerGone) return '';
  return data?.user?.userId || data?.orderCancellation?.seller?.userId || data?.publicUserId || data?.userId || '';
}

/** A hint only: the hub fetches the current state. Listings are named by a number that the Inventory API cannot look up. */
function hintOf({ metadata: { topic }, notification: { data } }: WireEvent): EventHint {
  if (topic === 'AUTHORIZATION_REVOCATION') return { kind: 'authorization-ended' };
  // Orders name their buyer by the user name, or by the id that never changes.
  const accounts = [data?.username ?? '', data?.userId ?? ''].filter((account) => account !== '');
  if (topic === buyerGone && accounts.length > 0) return { kind: 'buyer-gone', accounts };
  const cancelled = data?.orderCancellation?.cancellationLineItems.map(({ orderId }) => orderId) ?? [];
  const ids = new Set([data?.order?.orderId ?? '', data?.orderId ?? '', ...cancelled].filter((id) => id !== ''));
  return ids.size > 0 ? { kind: 'order', externalOrderIds: [...ids] } : { kind: 'nothing' };
}
