import { type Delivery, WebhookDelivery } from '../stage/webhook-delivery.ts';
import { webhookSignature } from './webhook-signature.ts';
import type { World } from './world.ts';

const firstRetryMs = 60_000;
const longestRetryMs = 6 * 3_600_000;
const giveUpAfterMs = 72 * 3_600_000;

export interface DeliveryRecord extends Delivery {
  readonly id: string;
  readonly event: string;
  readonly accountId: string;
  readonly startedAtMs: number;
  signedAtSeconds?: number;
}

/** Only 200 counts. Repeats with growing pauses, for 72 hours. */
export function openDelivery(world: World): WebhookDelivery<DeliveryRecord> {
  const { app, clock, settings } = world;
  return new WebhookDelivery<DeliveryRecord>(world, {
    headers(record, body) {
      if (settings.webhookFreshTimes || record.signedAtSeconds === undefined) record.signedAtSeconds = clock.nowSeconds();
      return { 'Tiktok-Signature': webhookSignature(app.clientSecret, record.signedAtSeconds, body) };
    },
    isAccepted: (status) => status === 200,
    nextAtMs({ attempts, startedAtMs }) {
      const atMs = clock.nowMs() + Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1));
      return atMs - startedAtMs > giveUpAfterMs ? undefined : atMs;
    },
    timeoutMs: () => settings.webhookTimeoutRealMs,
  });
}
