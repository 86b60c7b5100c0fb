import { type Delivery, WebhookDelivery } from '../stage/webhook-delivery.ts';
import { keepLost } from './lost-pushes.ts';
import { pushSignature } from './signature.ts';
import type { World } from './world.ts';

const retryAfterSeconds = [300, 1_800, 10_800];

export interface PushRecord extends Delivery {
  /** The sandbox's own number: pushes carry none. */
  readonly id: string;
  readonly code: number;
  readonly shopId?: string;
}

/** Waits 3 seconds for a 2xx with nothing in it, repeats three times; then the push is lost, and can be fetched. */
export function openDelivery(world: World): WebhookDelivery<PushRecord> {
  const { app, clock, settings } = world;
  return new WebhookDelivery<PushRecord>(world, {
    headers: ({ url }, body) => ({ authorization: pushSignature(app.partnerKey, url, body) }),
    isAccepted: (status, bodyBytes) => status >= 200 && status < 300 && bodyBytes === 0,
    nextAtMs: ({ attempts, code }) => {
      // Code 0 is a question of the console; it is not repeated.
      const seconds = code === 0 ? undefined : retryAfterSeconds[attempts - 1];
      return seconds === undefined ? undefined : clock.nowMs() + seconds * 1000;
    },
    timeoutMs: () => settings.webhookTimeoutRealMs,
    givenUp: (record) => keepLost(world, record),
  });
}
