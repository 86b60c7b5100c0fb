import { type Delivery, WebhookDelivery } from '../stage/webhook-delivery.ts';
import type { World } from './world.ts';

const mostAttempts = 3;
const taken: readonly number[] = [200, 201, 202, 204];

export interface DeliveryRecord extends Delivery {
  readonly notificationId: string;
  readonly topic: string;
  /** '' for events of the application. */
  readonly shopId: string;
  /** '' when a setting, and no subscription, named the address. */
  readonly destinationId: string;
  readonly atMs: number;
  /** The body is changed after it was signed. */
  readonly isTampered: boolean;
  /** Headers of a SOAP notification; absent for JSON events. */
  readonly soapHeaders?: Readonly<Record<string, string>>;
}

/** Three attempts, each signed anew. A destination that fails too often in a row is marked down. */
export function openDelivery(world: World): WebhookDelivery<DeliveryRecord> {
  const { clock, settings, signingKey } = world;
  const delivery: WebhookDelivery<DeliveryRecord> = new WebhookDelivery<DeliveryRecord>(world, {
    headers(record, body) {
      if (record.soapHeaders) return { ...record.soapHeaders };
      const signed = record.isTampered ? Buffer.concat([body, Buffer.from(' ')]) : body;
      return { 'x-ebay-signature': signingKey.header(signed, settings.signatureDigest) };
    },
    isAccepted: (status) => taken.includes(status),
    nextAtMs: ({ attempts }) => (attempts < mostAttempts ? clock.nowMs() + attempts * settings.webhookRetryMs : undefined),
    timeoutMs: () => settings.webhookTimeoutRealMs,
    givenUp: (record) => markDown(world, delivery.records, record),
  });
  return delivery;
}

function markDown(world: World, records: readonly DeliveryRecord[], { destinationId }: DeliveryRecord): void {
  const destination = world.destinations.get(destinationId);
  if (destination?.status !== 'ENABLED') return;
  const recent = records.filter((record) => record.destinationId === destinationId && record.atMs >= destination.upSinceMs);
  const last = recent.slice(-world.settings.markDownAfter);
  if (last.length < world.settings.markDownAfter || last.some(({ outcome }) => outcome !== 'given-up')) return;
  world.destinations.save(Object.assign(destination, { status: 'MARKED_DOWN' }));
}
