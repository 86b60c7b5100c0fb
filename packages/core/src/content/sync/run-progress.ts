import type { RunTotals } from './content-run-row.ts';
import type { ReadingOutcome } from './reading-outcome.ts';

/** Calls after which the measured pace is worth more than the limit. */
const callsToTrust = 20;

/** What a worker knows of its run: what is done, what is left, and how fast it goes. */
export class RunProgress {
  readonly #startedMs = performance.now();
  readonly #begun = new Map<string, number>();
  readonly #callsPerSecond: number;
  #totals: RunTotals;
  #callsLeft: number;
  #callsHere = 0;

  /** `callsPerSecond`: what the platform allows at most. */
  constructor(found: RunTotals & { readonly expectedCalls: number }, callsPerSecond: number) {
    const { expectedCalls, ...totals } = found;
    this.#totals = totals;
    this.#callsLeft = expectedCalls;
    this.#callsPerSecond = callsPerSecond;
  }

  begin(accountId: string): void {
    if (!this.#begun.has(accountId)) this.#begun.set(accountId, performance.now());
  }

  /** Milliseconds since the account was begun here. */
  durationOf(accountId: string): number {
    return performance.now() - (this.#begun.get(accountId) ?? performance.now());
  }

  /** A call was answered. */
  called(): void {
    this.#callsHere += 1;
    this.#callsLeft = Math.max(0, this.#callsLeft - 1);
    this.#totals = { ...this.#totals, calls: this.#totals.calls + 1 };
  }

  ended(accountId: string, outcome: ReadingOutcome): void {
    this.#begun.delete(accountId);
    const { done, failed, skipped, videos, refreshed } = this.#totals;
    if (outcome.kind === 'done') {
      this.#totals = { ...this.#totals, done: done + 1, videos: videos + outcome.videos, refreshed: refreshed + outcome.refreshed };
    } else if (outcome.kind === 'failed') this.#totals = { ...this.#totals, failed: failed + 1 };
    else if (outcome.kind === 'skipped') this.#totals = { ...this.#totals, skipped: skipped + 1 };
  }

  totals(): RunTotals {
    const { accounts, done, failed, skipped } = this.#totals;
    const left = Math.max(this.#callsLeft, accounts - done - failed - skipped);
    const seconds = (performance.now() - this.#startedMs) / 1_000;
    const pace = this.#callsHere < callsToTrust ? this.#callsPerSecond : Math.min(this.#callsPerSecond, this.#callsHere / seconds);
    return { ...this.#totals, etaSeconds: Math.ceil(left / pace) };
  }
}
