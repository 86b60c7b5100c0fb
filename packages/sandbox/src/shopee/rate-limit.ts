import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const utc8Ms = 8 * 3_600_000;

/** One bucket for the whole app, on real time, and a number of calls a day that starts anew at 00:00 UTC+8. */
export class RateLimit {
  readonly #world: World;
  #tokens: number | undefined;
  #filledAtMs = 0;
  #day = 0;
  #today = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** @throws Refusal */
  take(): void {
    this.#countDay();
    this.#takeToken();
  }

  #countDay(): void {
    const { clock, settings } = this.#world;
    const today = Math.floor((clock.nowMs() + utc8Ms) / day);
    if (today !== this.#day) this.#today = 0;
    this.#day = today;
    if (settings.dailyLimit === 0) return;
    if (this.#today >= settings.dailyLimit) throw this.#refused('error_limit', tooManyToday);
    this.#today += 1;
  }

  #takeToken(): void {
    const { limitPerSecond, limitBurst } = this.#world.settings;
    const nowMs = performance.now();
    const filled = (this.#tokens ?? limitBurst) + ((nowMs - this.#filledAtMs) / 1000) * limitPerSecond;
    this.#tokens = Math.min(limitBurst, filled);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) throw this.#refused('error_rate_limit', tooManyNow);
    this.#tokens -= 1;
  }

  #refused(error: string, message: string): Refusal {
    this.#world.counters.callsAboveLimit += 1;
    return new Refusal(error, message);
  }
}

export const tooManyNow = 'Too many requests. You have reached the rate limit. Please try again later.';
export const tooManyToday =
  'The total API call number made by your APP has reached the daily API call limit, please try again after 00:00 (UTC+08:00).';
