import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@shopfleet/kernel';
import type { WebhookCall, WebhookVerdict } from '@shopfleet/platform-kit';
import { readNotification } from './notifications.ts';

const keyHeader = 'x-api-key';

/**
 * Judges an event that an EventBridge API destination posts. Amazon signs nothing: the key that the destination was set up with is all
 * that tells it from a forgery, so that without a key nothing is genuine.
 */
export function verifyWebhook(eventKey: Secret | undefined, { headers, rawBody }: WebhookCall): WebhookVerdict {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === keyHeader);
  const given = name === undefined ? '' : (headers[name] ?? '');
  if (!eventKey || given === '' || !isSame(eventKey.reveal(), given)) return { isGenuine: false, reason: 'signature' };
  const event = readNotification(rawBody);
  return event ? { isGenuine: true, event } : { isGenuine: false, reason: 'body' };
}

/** Takes as long for any wrong key. */
function isSame(key: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(key), digest(given));
}
