import { createHash } from 'node:crypto';
import type { Clock, Secret } from '@shopfleet/kernel';
import { type EventHint, PlatformFailure, readExactJson, type WebhookVerdict } from '@shopfleet/platform-kit';
import { isGenuineSignature, readSignature } from './signing.ts';
import { removalSchema, type WireWebhook, webhookSchema } from './wire/webhook.ts';

export interface WebhookApp {
  readonly clientKey: string;
  readonly clientSecret: Secret;
  readonly clock: Clock;
}

/** TikTok repeats a delivery for 72 hours, and does not say whether a repeat is signed anew. A copy changes nothing: its key is the same. */
const oldestSeconds = 73 * 3_600;
const aheadSeconds = 300;

/** Checks the raw bytes of an event; the text is parsed only once it is known to be genuine. */
export function verifyWebhook(
  { clientKey, clientSecret, clock }: WebhookApp,
  { headers, rawBody }: { headers: Readonly<Record<string, string | undefined>>; rawBody: Uint8Array },
): WebhookVerdict {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'tiktok-signature');
  const signature = readSignature(name === undefined ? '' : (headers[name] ?? ''));
  if (!signature || !isGenuineSignature(clientSecret.reveal(), signature, rawBody)) {
    return { isGenuine: false, reason: 'signature' };
  }
  const ageSeconds = clock.now().getTime() / 1_000 - Number(signature.at);
  if (ageSeconds > oldestSeconds || ageSeconds < -aheadSeconds) return { isGenuine: false, reason: 'signature' };
  const event = readEvent(rawBody);
  if (!event || event.client_key !== clientKey || event.event === '') return { isGenuine: false, reason: 'body' };
  return {
    isGenuine: true,
    event: { topic: event.event, dedupeKey: dedupeKeyOf(event), externalShopId: event.user_openid ?? '', hint: hintOf(event) },
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

/** There is no id of an event. */
function dedupeKeyOf({ client_key, event, create_time, user_openid, content }: WireWebhook): string {
  const text = JSON.stringify([client_key, event, create_time, user_openid ?? '', content]);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

const revokedByUs = 5;

/** A removal that we asked for ourselves tells nothing new, and must not end a grant that was made since. */
function hintOf({ event, content, user_openid }: WireWebhook): EventHint {
  if (event !== 'authorization.removed' || !user_openid) return { kind: 'nothing' };
  return reasonOf(content) === revokedByUs ? { kind: 'nothing' } : { kind: 'authorization-ended' };
}

/** `content` is JSON inside a text; an unreadable one has the reason "unknown". */
function reasonOf(content: string): number {
  try {
    const removal = removalSchema.safeParse(readExactJson(content));
    return removal.success ? removal.data.reason : 0;
  } catch (error) {
    if (error instanceof PlatformFailure) return 0;
    throw error;
  }
}
