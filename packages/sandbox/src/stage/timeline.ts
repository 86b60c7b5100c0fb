/** A clock that can be moved, as a timeline needs it. */
export interface MovableTime {
  nowMs(): number;
}

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

const longestWaitMs = 250;

/** What happens later on the movable clock: a heap of entries and one timer. Entries must tolerate being stale. */
export class Timeline {
  readonly #clock: MovableTime;
  readonly #heap: Entry[] = [];
  #order = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(clock: MovableTime) {
    this.#clock = clock;
  }

  schedule(atMs: number, run: () => void): void {
    this.#order += 1;
    this.#heap.push({ atMs, order: this.#order, run });
    this.#siftUp(this.#heap.length - 1);
    if (this.#heap[0]?.order === this.#order) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#arm();
  }

  nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  /** Runs what is due at this instant, oldest first. */
  runDue(): void {
    for (let first = this.#heap[0]; first && first.atMs <= this.#clock.nowMs(); first = this.#heap[0]) {
      this.#removeFirst();
      first.run();
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    const nextAtMs = this.nextAtMs();
    if (this.#isStopped || this.#timer || nextAtMs === undefined) return;
    const waitMs = Math.min(longestWaitMs, Math.max(1, nextAtMs - this.#clock.nowMs()));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.runDue();
      this.#arm();
    }, waitMs);
    this.#timer.unref();
  }

  #isBefore(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (!a || !b) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swap(left: number, right: number): void {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (!a || !b) return;
    this.#heap[left] = b;
    this.#heap[right] = a;
  }

  #siftUp(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #removeFirst(): void {
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    for (let at = 0; ; ) {
      let least = at;
      if (this.#isBefore(2 * at + 1, least)) least = 2 * at + 1;
      if (this.#isBefore(2 * at + 2, least)) least = 2 * at + 2;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }
}
