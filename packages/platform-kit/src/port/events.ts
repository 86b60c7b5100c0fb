/** What an event is about. It is a hint: the hub fetches the current state. */
export type EventHint =
  | { readonly kind: 'order'; readonly externalOrderIds: readonly string[] }
  | { readonly kind: 'listing'; readonly externalListingId: string }
  | { readonly kind: 'authorization-ended' }
  | { readonly kind: 'authorization-ending' }
  /** A buyer's account is gone and its owner to be forgotten; `accounts` are the names that the platform calls it by. */
  | { readonly kind: 'buyer-gone'; readonly accounts: readonly string[] }
  | { readonly kind: 'nothing' };

export interface InboundPlatformEvent {
  readonly topic: string;
  /** Equal for repeats of one event; a hash of the body when the platform names none. */
  readonly dedupeKey: string;
  readonly externalShopId: string;
  /** Further shops that it is about in the same way; each has it as an event of its own. */
  readonly otherShopIds?: readonly string[];
  readonly hint: EventHint;
}

export type WebhookVerdict =
  | { readonly isGenuine: true; readonly event: InboundPlatformEvent }
  | { readonly isGenuine: false; readonly reason: 'signature' | 'body' };

/** A delivery as it came in. `url` is the address that the hub gave out for its events. */
export interface WebhookCall {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

/** A question that a platform asks the address of its events before it uses it, and the answer that it wants. */
export interface ChallengeAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** Events that wait at the platform until they are fetched: a queue, or those whose delivery failed. */
export interface EventQueue {
  /** Seconds between two looks when the last one found nothing; a queue that waits by itself says 0. */
  readonly everySeconds: number;
  /**
   * The next events, at least once and in any order. `confirm` is called after they are stored; without it they come again.
   * Answers an empty list when there are none (after `signal` aborts, at once).
   */
  pull(signal: AbortSignal): Promise<{
    readonly events: readonly { readonly event: InboundPlatformEvent; readonly rawBody: Uint8Array }[];
    readonly hasMore: boolean;
    confirm(): Promise<void>;
  }>;
}
