import type { Secret } from '@shopfleet/kernel';
import type { WebhookCall, WebhookVerdict } from '@shopfleet/platform-kit';
import { readPush, readVerification } from './push-event.ts';
import { isGenuinePush } from './signing.ts';

/** Checks the raw bytes of a push; the text is parsed only once it is known to be genuine. */
export function verifyWebhook(
  app: { readonly callbackUrl: string; readonly partnerKey: Secret },
  { headers, rawBody }: WebhookCall,
): WebhookVerdict {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'authorization');
  const signature = name === undefined ? '' : (headers[name] ?? '');
  if (!isGenuinePush({ callbackUrl: app.callbackUrl, partnerKey: app.partnerKey.reveal() }, rawBody, signature)) {
    const event = readVerification(rawBody);
    return event ? { isGenuine: true, event } : { isGenuine: false, reason: 'signature' };
  }
  const event = readPush(rawBody);
  return event ? { isGenuine: true, event } : { isGenuine: false, reason: 'body' };
}
