import type { Clock } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { Budget } from './limits.ts';
import type { rateLimitsSchema } from './wire/account.ts';

type Api = { readonly context: string; readonly name: string };

export interface DailyBudgetsOptions {
  readonly clock: Clock;
  /** Asks eBay how much of an API's day is left. */
  read(api: Api): Promise<z.infer<typeof rateLimitsSchema>>;
}

/** eBay's names of the APIs whose use it counts by day and tells. */
const apis: Readonly<Partial<Record<Budget, Api>>> = {
  'sell.fulfillment': { context: 'sell', name: 'fulfillment' },
  'sell.inventory': { context: 'sell', name: 'inventory' },
  'sell.account': { context: 'sell', name: 'account' },
  'commerce.notification': { context: 'commerce', name: 'notification' },
  'commerce.identity': { context: 'commerce', name: 'identity' },
};

const dayMs = 86_400_000;
/** How often at most eBay is asked about one API: the question has a daily number of its own. */
const askAgainMs = 60_000;

/**
 * Knows which API's day is used up, and until when. A 429 of eBay names no instant: that is asked for, once a minute at most, and
 * calls of that API then fail here until the day is over instead of wearing out what eBay tolerates.
 */
export class DailyBudgets {
  readonly #options: DailyBudgetsOptions;
  readonly #spentUntil = new Map<Budget, Date>();
  readonly #askedAtMs = new Map<Budget, number>();

  constructor(options: DailyBudgetsOptions) {
    this.#options = options;
  }

  /** Throws `rate-limited` while the day of this API is used up. */
  assertLeft(budget: Budget): void {
    const until = this.#spentUntil.get(budget);
    if (!until) return;
    if (this.#options.clock.now() < until) throw spent(until, undefined);
    this.#spentUntil.delete(budget);
  }

  /** The failure of a call that eBay refused as one too many, with the instant at which its day begins anew where that is the cause. */
  async explain(budget: Budget, failure: PlatformFailure): Promise<PlatformFailure> {
    const api = apis[budget];
    const nowMs = this.#options.clock.now().getTime();
    if (!api || nowMs - (this.#askedAtMs.get(budget) ?? Number.NEGATIVE_INFINITY) < askAgainMs) return failure;
    this.#askedAtMs.set(budget, nowMs);
    const answer = await this.#options.read(api).catch((error: unknown) => {
      if (error instanceof PlatformFailure) return undefined;
      throw error;
    });
    const until = answer && spentUntilOf(answer, nowMs);
    if (!until) return failure;
    this.#spentUntil.set(budget, until);
    return spent(until, failure);
  }
}

/** When the day of a resource that is used up begins anew; undefined when some is left of all of them. */
export function spentUntilOf({ rateLimits }: z.infer<typeof rateLimitsSchema>, nowMs: number): Date | undefined {
  const used = rateLimits.flatMap(({ resources }) => resources.flatMap(({ rates }) => rates)).filter(({ remaining }) => remaining === 0);
  const resets = used.map(({ reset }) => Date.parse(reset ?? '')).filter((atMs) => atMs > nowMs && atMs <= nowMs + dayMs);
  return resets.length > 0 ? new Date(Math.min(...resets)) : undefined;
}

function spent(until: Date, cause: PlatformFailure | undefined): PlatformFailure {
  const text = `The day's number of calls to eBay is used up until ${until.toISOString()}`;
  return new PlatformFailure('rate-limited', text, { retryAt: until, vendorCode: '2001', cause });
}
