import { createHash } from 'node:crypto';
import { type EventHint, type InboundPlatformEvent, PlatformFailure, readExactJson } from '@shopfleet/platform-kit';
import { z } from 'zod';
import { listingChangeSchema, notificationSchema, orderChangeSchema, readSpelling, type WireNotification } from './wire/notification.ts';

/** What EventBridge wraps around a notification. */
const bridgeSchema = z.object({ detail: z.record(z.string(), z.unknown()), source: z.string() });

/**
 * Reads an event as Amazon puts it into a queue, or as EventBridge passes it on, in both spellings. Undefined when it is none. The
 * event is a hint only: the hub fetches the current state.
 */
export function readNotification(rawBody: Uint8Array): InboundPlatformEvent | undefined {
  const body = readJson(rawBody);
  const wrapped = bridgeSchema.safeParse(body);
  const notification = notificationSchema.safeParse(readSpelling(wrapped.success ? wrapped.data.detail : body));
  if (!notification.success) return undefined;
  const { notificationType: topic, notificationMetadata } = notification.data;
  const id = notificationMetadata?.notificationId ?? '';
  return { topic, dedupeKey: id === '' ? hashOf(rawBody) : `id:${id}`, ...aboutOf(notification.data) };
}

/** Equal bytes are one event where Amazon names none. */
export function hashOf(rawBody: Uint8Array): string {
  return `sha256:${createHash('sha256').update(rawBody).digest('hex')}`;
}

function readJson(rawBody: Uint8Array): unknown {
  try {
    return readExactJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch (error) {
    if (error instanceof PlatformFailure || error instanceof TypeError) return undefined;
    throw error;
  }
}

type About = { readonly externalShopId: string; readonly hint: EventHint };
const nothing: EventHint = { kind: 'nothing' };

function aboutOf({ notificationType, payload }: WireNotification): About {
  if (notificationType === 'ORDER_CHANGE') return aboutOrder(payload);
  if (notificationType.startsWith('LISTINGS_ITEM_')) return aboutListing(payload);
  const seller = z.object({ sellerId: z.string() }).safeParse(Object.values(payload)[0]);
  return { externalShopId: seller.success ? seller.data.sellerId : '', hint: nothing };
}

/** Orders that Amazon fulfils from its own stock are none of the hub's. */
function aboutOrder(payload: unknown): About {
  const change = orderChangeSchema.safeParse(payload);
  if (!change.success) return { externalShopId: '', hint: nothing };
  const { sellerId, amazonOrderId, summary } = change.data.orderChangeNotification;
  const hint: EventHint = summary.fulfillmentType === 'AFN' ? nothing : { kind: 'order', externalOrderIds: [amazonOrderId] };
  return { externalShopId: `${sellerId}:${summary.marketplaceId}`, hint };
}

/** A change of the merchant's quantity names no marketplace, so that no shop can be told. */
function aboutListing(payload: unknown): About {
  const change = listingChangeSchema.safeParse(payload);
  if (!change.success) return { externalShopId: '', hint: nothing };
  const { sellerId, marketplaceId, sku } = change.data;
  if (marketplaceId === '' || sku === '') return { externalShopId: sellerId, hint: nothing };
  return { externalShopId: `${sellerId}:${marketplaceId}`, hint: { kind: 'listing', externalListingId: sku } };
}
