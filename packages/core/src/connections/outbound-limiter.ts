import type { Database } from '@shopfleet/db';
import { currentLane } from '@shopfleet/jobs';
import { type Clock, systemClock } from '@shopfleet/kernel';
import type { OutboundLimiter, OutboundSlot, WindowLimit } from '@shopfleet/platform-kit';
import { DatabaseClock } from './database-clock.ts';
import { batchSize, catchUpSeconds, departureMs, maxLatenessMs, slotInterval, slotsOf } from './slot-arithmetic.ts';
import { paceGrowth } from './slot-pace.ts';
import { blockSlots, reserveSlots } from './slot-store.ts';
import { WaiterQueue } from './waiter-queue.ts';

interface Waiter {
  readonly grant: (slot: OutboundSlot) => void;
  readonly refuse: (reason: unknown) => void;
}

interface KeyQueue {
  readonly waiters: WaiterQueue<Waiter>;
  isRunning: boolean;
  /** Slots in hand are dropped until then (monotonic ms): the platform said "too many". */
  blockedUntilMs: number;
}

/**
 * The limiter that all processes share: slots live in PostgreSQL, each process takes them in small batches and lets its callers
 * go one by one, the better lane first. A slot that was missed (the process stood still, the database was away) is lost. A key whose
 * limit turned out to be lower than configured goes slower, in all processes; never faster than configured.
 */
export function createPostgresLimiter(db: Database, clock: Clock = systemClock): OutboundLimiter {
  const queues = new Map<string, KeyQueue>();
  const databaseClock = new DatabaseClock();

  /** Instants of fresh slots (monotonic ms); none while nobody can tell when they are. */
  async function reserveBatch(key: string, limit: WindowLimit, waiting: number): Promise<number[]> {
    const count = batchSize(waiting, limit);
    const sentAtMs = performance.now();
    const asked = { interval: slotInterval(limit), count, catchUp: catchUpSeconds(limit), growth: paceGrowth(limit) };
    const { firstAt, nowAt, interval } = await reserveSlots(db, key, asked);
    databaseClock.read(nowAt * 1_000, sentAtMs, performance.now());
    if (!databaseClock.isSure(maxLatenessMs(limit))) return [];
    return slotsOf({ firstAt, interval, count }).map((at) => databaseClock.toMonotonicMs(at * 1_000));
  }

  async function serve(key: string, limit: WindowLimit, queue: KeyQueue): Promise<void> {
    while (queue.waiters.size > 0) {
      for (const slotMs of await reserveBatch(key, limit, queue.waiters.size)) {
        await waitUntil(slotMs);
        const departure = departureMs(slotMs, performance.now(), limit);
        const slot = { leaveByMs: departure + maxLatenessMs(limit) };
        const isUsable = performance.now() <= slot.leaveByMs && departure >= queue.blockedUntilMs;
        if (isUsable) queue.waiters.take(performance.now())?.grant(slot);
      }
    }
  }

  function run(key: string, limit: WindowLimit, queue: KeyQueue): void {
    queue.isRunning = true;
    serve(key, limit, queue)
      .catch((error: unknown) => {
        for (const waiter of queue.waiters.takeAll()) waiter.refuse(error);
      })
      .finally(() => {
        queue.isRunning = false;
        if (queue.waiters.size > 0) run(key, limit, queue);
        else if (queue.blockedUntilMs < performance.now()) queues.delete(key);
      });
  }

  return {
    reserve(key, limit, signal) {
      const queue = queues.get(key) ?? { waiters: new WaiterQueue<Waiter>(), isRunning: false, blockedUntilMs: 0 };
      queues.set(key, queue);
      return new Promise<OutboundSlot>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          queue.waiters.delete(waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          grant: (slot) => {
            signal?.removeEventListener('abort', leave);
            resolve(slot);
          },
          refuse: reject,
        };
        queue.waiters.add(waiter, currentLane(), performance.now());
        signal?.addEventListener('abort', leave, { once: true });
        if (!queue.isRunning) run(key, limit, queue);
      });
    },

    async block(key, until, limit) {
      const waitMs = Math.max(0, until.getTime() - clock.now().getTime());
      const queue = queues.get(key);
      if (queue) queue.blockedUntilMs = Math.max(queue.blockedUntilMs, performance.now() + waitMs);
      await db.asSystem((tx) => blockSlots(tx, key, waitMs / 1000, paceGrowth(limit)));
    },
  };
}

function waitUntil(atMs: number): Promise<void> | undefined {
  const waitMs = atMs - performance.now();
  return waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : undefined;
}
