import { type Delivery, WebhookDelivery } from '../stage/webhook-delivery.ts';
import { webhookSignature } from './signature.ts';
import type { World } from './world.ts';

const minute = 60_000;
const retryAfterMs = [2 * minute, 30 * minute, 180 * minute, 720 * minute];

export interface DeliveryRecord extends Delivery {
  readonly notificationId: string;
  readonly type: number;
  readonly shopId: string;
}

/** Waits 3 seconds for 200 (or 401, which also counts as an answer), repeats four times. */
export function openDelivery(world: World): WebhookDelivery<DeliveryRecord> {
  const { app, clock, settings } = world;
  return new WebhookDelivery<DeliveryRecord>(world, {
    headers: (_record, body) => ({ authorization: webhookSignature(app.appKey, app.appSecret, body) }),
    isAccepted: (status) => status === 200 || status === 401,
    nextAtMs: ({ attempts }) => {
      const delayMs = retryAfterMs[attempts - 1];
      return delayMs === undefined ? undefined : clock.nowMs() + delayMs;
    },
    timeoutMs: () => settings.webhookTimeoutRealMs,
  });
}
