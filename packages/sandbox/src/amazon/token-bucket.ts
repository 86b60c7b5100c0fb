export interface UsagePlan {
  /** Requests a second. */
  readonly rate: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Full at first, fills at `rate` up to `burst`; a call takes one, a refused call takes none. Times must not go back. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  take(key: string, plan: UsagePlan, nowMs: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: plan.burst, atMs: nowMs };
    this.#buckets.set(key, bucket);
    bucket.tokens = Math.min(plan.burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * plan.rate);
    bucket.atMs = Math.max(bucket.atMs, nowMs);
    // A hair of rounding must not cost a call that the sum on paper allows.
    if (bucket.tokens < 1 - 1e-9) return false;
    bucket.tokens = Math.max(0, bucket.tokens - 1);
    return true;
  }

  tokens(key: string): number | undefined {
    return this.#buckets.get(key)?.tokens;
  }
}
