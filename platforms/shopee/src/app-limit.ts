import type { OutboundLimiter, WindowLimit } from '@shopfleet/platform-kit';

/** All shops of the app together. */
const appLimit: WindowLimit = { requests: 50, windowSeconds: 1, burst: 25 };

/**
 * Every call takes two slots: one of its shop, then one of the whole app. The second is the one that must be kept; the first waits for
 * as long as the second takes.
 */
export function limitApp(limiter: OutboundLimiter, appKey: string): OutboundLimiter {
  return {
    async reserve(key, limit, signal) {
      await limiter.reserve(key, limit, signal);
      return limiter.reserve(appKey, appLimit, signal);
    },
    block: (key, until, limit) => limiter.block(key, until, limit),
  };
}
