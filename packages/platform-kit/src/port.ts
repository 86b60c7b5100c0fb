/**
 * What a platform is. The port is small: a manifest, a way to connect, webhook verification, and capabilities that exist
 * when their member exists. Every method throws `PlatformFailure` and nothing else.
 */
import type { ConnectCapability } from './port/connect.ts';
import type { ContentCapability } from './port/content.ts';
import type { ChallengeAnswer, EventQueue, WebhookCall, WebhookVerdict } from './port/events.ts';
import type { FulfilmentCapability, LabelsCapability } from './port/fulfilment.ts';
import type { ListingsCapability, StockCapability } from './port/listings.ts';
import type { PlatformManifest } from './port/manifest.ts';
import type { OrdersCapability } from './port/orders.ts';

export * from './port/connect.ts';
export * from './port/content.ts';
export * from './port/events.ts';
export * from './port/fulfilment.ts';
export * from './port/instruments.ts';
export * from './port/listings.ts';
export * from './port/manifest.ts';
export * from './port/orders.ts';

export interface Platform {
  readonly manifest: PlatformManifest;
  readonly connect: ConnectCapability;
  /** Judges a delivery on its raw bytes; may have to fetch the platform's public key. */
  verifyWebhook(call: WebhookCall): WebhookVerdict | Promise<WebhookVerdict>;
  /** Answers the platform's question whether this address is ours; undefined when the call asks nothing. */
  answerChallenge?(query: Readonly<Record<string, string>>): ChallengeAnswer | undefined;
  /** Events to be fetched; absent when there are none or the hub is not set up for them. */
  readonly eventQueue?: EventQueue;
  readonly orders?: OrdersCapability;
  readonly listings?: ListingsCapability;
  readonly stock?: StockCapability;
  readonly fulfilment?: FulfilmentCapability;
  readonly labels?: LabelsCapability;
  readonly content?: ContentCapability;
}
