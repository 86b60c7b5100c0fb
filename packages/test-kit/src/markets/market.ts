import type { HubConfig } from '@shopfleet/hub';

/** Troubles that every sandbox of a marketplace knows, by the same words. */
export type MarketTrouble = 'webhook-lost' | 'rate-limited' | 'internal-error';

/** Addresses of the hub that a marketplace is told of. */
export interface HubAddresses {
  readonly callbackUrl: string;
  readonly webhookUrl: string;
}

/** One marketplace in the hands of a test: a sandbox, one seller of it, and the same few words for what all of them can do. */
export interface Market extends AsyncDisposable {
  /** The short name in addresses. */
  readonly slug: 'tiktok' | 'shopee' | 'ebay' | 'amazon';
  /** The hub's settings for it. */
  readonly config: Partial<HubConfig>;
  /** Fields of the consent page, beside the decision. */
  readonly consent: Readonly<Record<string, string>>;
  /** The shop that is bought from, as the marketplace names it. */
  readonly externalShopId: string;
  /** A buyer orders and pays; gives the order's number. @throws RangeError when fewer units are shown. */
  buy(code: string, quantity?: number): string;
  /** The marketplace cancels an order. */
  cancel(externalOrderId: string): void;
  /** Units that buyers see of a seller code. */
  shown(code: string): number;
  /** How often shipping changed this order. */
  shipEffects(externalOrderId: string): number;
  /** The seller takes the consent back. */
  revoke(): void;
  /** Switches a trouble on for every call, or every event, with this probability (0–1). */
  trouble(kind: MarketTrouble, probability: number): void;
  clearTroubles(): void;
  /** Events that got lost so far. */
  lostEvents(): number;
}

export interface MarketOptions {
  readonly clock?: { now(): Date };
}
