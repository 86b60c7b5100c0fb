import type { Lane } from '@shopfleet/jobs';

/** Who goes first where all want the same slot. */
const ranks: Readonly<Record<Lane, number>> = { stock: 0, orders: 1, labels: 2, bulk: 3, content: 4 };
/** A person who waits for an answer. */
const rankOutsideOfJobs = ranks.orders;
/** Whoever has waited so long goes first, whatever the lane: nobody starves. */
const patienceMs = 30_000;

interface Place {
  readonly rank: number;
  readonly sinceMs: number;
}

/** Waiters of one key: the better lane first, and within a lane in the order in which they came. */
export class WaiterQueue<W> {
  readonly #places = new Map<W, Place>();

  get size(): number {
    return this.#places.size;
  }

  /** `nowMs` is monotonic. */
  add(waiter: W, lane: Lane | undefined, nowMs: number): void {
    this.#places.set(waiter, { rank: lane === undefined ? rankOutsideOfJobs : ranks[lane], sinceMs: nowMs });
  }

  delete(waiter: W): void {
    this.#places.delete(waiter);
  }

  /** Takes out who goes next. */
  take(nowMs: number): W | undefined {
    let best: { waiter: W; rank: number } | undefined;
    for (const [waiter, { rank: own, sinceMs }] of this.#places) {
      const rank = nowMs - sinceMs >= patienceMs ? -1 : own;
      if (!best || rank < best.rank) best = { waiter, rank };
      if (best.rank === -1) break;
    }
    if (best) this.#places.delete(best.waiter);
    return best?.waiter;
  }

  /** Takes out all of them. */
  takeAll(): W[] {
    const all = [...this.#places.keys()];
    this.#places.clear();
    return all;
  }
}
