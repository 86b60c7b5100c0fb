import type { WindowLimit } from '@shopfleet/platform-kit';

/**
 * eBay counts by application and day, for all sellers together. Each budget is a bucket that fills over the day: what it may hold
 * (`burst`) and what it fills with stay together below eBay's number in any 24 hours, wherever its day begins.
 */
const aDay = (allowed: number, burst: number): WindowLimit => ({
  requests: Math.floor((allowed - burst) * 0.95),
  windowSeconds: 86_400,
  burst,
});

/** Who shares a budget. eBay `api_call_limits` and `oauth-rate-limits` (read 2026-11-21). */
export const limits = {
  'sell.fulfillment': aDay(100_000, 10_000),
  'sell.inventory': aDay(2_000_000, 100_000),
  'sell.account': aDay(25_000, 1_000),
  'commerce.identity': aDay(5_000, 1_000),
  'commerce.notification': aDay(8_000, 2_000),
  /** A part of the budget of notifications: whoever sends forged events must not use up what subscriptions need. */
  'commerce.notification.keys': aDay(2_000, 200),
  'developer.analytics': aDay(5_000, 500),
  'oauth.code': aDay(10_000, 1_000),
  'oauth.refresh': aDay(50_000, 10_000),
  'oauth.application': aDay(1_000, 100),
} as const satisfies Record<string, WindowLimit>;

export type Budget = keyof typeof limits;
