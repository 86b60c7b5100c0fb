/** Requests per window that the platform allows for each operation of the whole application, in any window of that length. */
export interface WindowLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /**
   * For platforms that count by token bucket: calls that may leave at once after a pause; `requests` per `windowSeconds` is then the
   * rate at which the bucket fills. Without it, calls are spread evenly over the window.
   */
  readonly burst?: number;
}

/** The right to make one call, now. */
export interface OutboundSlot {
  /** Monotonic (`performance.now()`): a call that has not left by then is too late for its slot and must take another. */
  readonly leaveByMs: number;
}

/** Hands out request slots, shared by all processes. Resolves when the call may leave; among those who wait the better lane goes first. */
export interface OutboundLimiter {
  reserve(key: string, limit: WindowLimit, signal?: AbortSignal): Promise<OutboundSlot>;
  /** The platform said "too many" although `limit` was kept: nobody calls under this key before `until`, and slower from there on. */
  block(key: string, until: Date, limit: WindowLimit): Promise<void>;
}

/** Told about every call, for metrics and the log; never sees bodies or tokens. */
export interface CallObserver {
  called(call: { platform: string; operation: string; durationMs: number; outcome: 'ok' | string; requestId: string | undefined }): void;
  breakerChanged(change: { name: string; state: 'closed' | 'half-open' | 'open' }): void;
}
