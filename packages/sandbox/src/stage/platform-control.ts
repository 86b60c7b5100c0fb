import type { Active, FaultBook, Rule } from './fault-book.ts';
import type { Timeline } from './timeline.ts';

/** What every platform has and every control shows. */
export interface Stage<R extends Rule> {
  readonly clock: { nowMs(): number; moveTo(instantMs: number): void };
  readonly timeline: Timeline;
  readonly settings: object;
  readonly faults: FaultBook<R>;
  readonly counters: object;
  readonly callLog: readonly object[];
}

/** What carries events, as far as a control must know it. */
export interface Events<D> {
  readonly records: readonly D[];
  settled(): Promise<void>;
}

/** The part of a control that is the same for every platform: time, trouble and what is counted. */
export class PlatformControl<W extends Stage<R>, R extends Rule, D> {
  readonly #stage: W;
  readonly #events: Events<D>;

  constructor(stage: W, events: Events<D>) {
    this.#stage = stage;
    this.#events = events;
  }

  nowMs(): number {
    return this.#stage.clock.nowMs();
  }

  /** Moves the platform's clock; all that falls due happens on the way, in order, events included. @throws RangeError for less than 0 ms. */
  async advance(ms: number): Promise<number> {
    if (!(Number.isFinite(ms) && ms >= 0)) throw new RangeError('ms must be a number from 0');
    const { clock, timeline } = this.#stage;
    await this.#events.settled();
    const targetMs = clock.nowMs() + ms;
    for (let nextAtMs = timeline.nextAtMs(); nextAtMs !== undefined && nextAtMs <= targetMs; nextAtMs = timeline.nextAtMs()) {
      clock.moveTo(nextAtMs);
      timeline.runDue();
      await this.#events.settled();
    }
    clock.moveTo(targetMs);
    return clock.nowMs();
  }

  settings(): Readonly<W['settings']> {
    const settings: W['settings'] = this.#stage.settings;
    return settings;
  }

  /** @throws RangeError for a kind that does not exist. */
  addFault(rule: R): Active<R> {
    return this.#stage.faults.add(rule);
  }

  removeFault(id: string): boolean {
    return this.#stage.faults.remove(id);
  }

  clearFaults(): void {
    this.#stage.faults.clear();
  }

  faults(): readonly Active<R>[] {
    return this.#stage.faults.list();
  }

  /** Every kind of trouble that can be switched on. */
  faultKinds(): readonly string[] {
    return this.#stage.faults.kinds;
  }

  counters(): Readonly<W['counters']> {
    const counters: W['counters'] = this.#stage.counters;
    return counters;
  }

  /** The last calls, oldest first. */
  callLog(): W['callLog'] {
    return this.#stage.callLog;
  }

  /** The last events with what became of them, oldest first. */
  webhookLog(): readonly D[] {
    return this.#events.records;
  }

  /** Resolves once no event is under way. */
  async webhooksSettled(): Promise<void> {
    await this.#events.settled();
  }
}
