import type { Database } from '@shopfleet/db';
import { type Clock, systemClock } from '@shopfleet/kernel';
import type { OutboundLimiter } from '@shopfleet/platform-kit';
import { batchSize, maxLatenessMs, slotInterval, slotsOf } from './slot-arithmetic.ts';
import { blockSlots, reserveSlots } from './slot-store.ts';

interface Waiter {
  readonly grant: () => void;
  readonly refuse: (reason: unknown) => void;
}

interface KeyQueue {
  readonly waiters: Set<Waiter>;
  isRunning: boolean;
  /** Our monotonic clock minus the database's, in ms: the smallest difference seen is the truest. */
  offsetMs: number;
  /** Slots in hand are dropped until then (monotonic ms): the platform said "too many". */
  blockedUntilMs: number;
}

const clockStepMs = 1_000;

/**
 * The limiter that all processes share: slots live in PostgreSQL, each process takes them in small batches and lets its callers
 * go one by one, in the order in which they came. A call that missed its slot takes a new one.
 */
export function createPostgresLimiter(db: Database, clock: Clock = systemClock): OutboundLimiter {
  const queues = new Map<string, KeyQueue>();

  async function reserveBatch(key: string, ratePerSecond: number, queue: KeyQueue): Promise<number[]> {
    const count = batchSize(queue.waiters.size, ratePerSecond);
    const interval = slotInterval(ratePerSecond);
    const { firstAt, nowAt } = await reserveSlots(db, key, interval, count);
    const offsetMs = performance.now() - nowAt * 1000;
    // A clock that was set shows as a step; anything smaller is the way to the database and back.
    queue.offsetMs = Math.abs(offsetMs - queue.offsetMs) > clockStepMs ? offsetMs : Math.min(queue.offsetMs, offsetMs);
    return slotsOf({ firstAt, interval, count }).map((at) => at * 1000 + queue.offsetMs);
  }

  async function serve(key: string, ratePerSecond: number, queue: KeyQueue): Promise<void> {
    while (queue.waiters.size > 0) {
      for (const slotMs of await reserveBatch(key, ratePerSecond, queue)) {
        await waitUntil(slotMs);
        const isUsable = performance.now() - slotMs <= maxLatenessMs && slotMs >= queue.blockedUntilMs;
        const next = isUsable ? first(queue.waiters) : undefined;
        if (!next) continue;
        queue.waiters.delete(next);
        next.grant();
      }
    }
  }

  function run(key: string, ratePerSecond: number, queue: KeyQueue): void {
    queue.isRunning = true;
    serve(key, ratePerSecond, queue)
      .catch((error: unknown) => {
        for (const waiter of queue.waiters) waiter.refuse(error);
        queue.waiters.clear();
      })
      .finally(() => {
        queue.isRunning = false;
        if (queue.waiters.size > 0) run(key, ratePerSecond, queue);
        else if (queue.blockedUntilMs < performance.now()) queues.delete(key);
      });
  }

  return {
    reserve(key, ratePerSecond, signal) {
      const queue = queues.get(key) ?? { waiters: new Set(), isRunning: false, offsetMs: Number.POSITIVE_INFINITY, blockedUntilMs: 0 };
      queues.set(key, queue);
      return new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          queue.waiters.delete(waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          grant: () => {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          refuse: reject,
        };
        queue.waiters.add(waiter);
        signal?.addEventListener('abort', leave, { once: true });
        if (!queue.isRunning) run(key, ratePerSecond, queue);
      });
    },

    async block(key, until) {
      const waitMs = Math.max(0, until.getTime() - clock.now().getTime());
      const queue = queues.get(key);
      if (queue) queue.blockedUntilMs = Math.max(queue.blockedUntilMs, performance.now() + waitMs);
      await db.asSystem((tx) => blockSlots(tx, key, waitMs / 1000));
    },
  };
}

function first<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}

function waitUntil(atMs: number): Promise<void> | undefined {
  const waitMs = atMs - performance.now();
  return waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : undefined;
}
