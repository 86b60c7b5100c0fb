import type { Collection } from './collection.ts';
import type { Rule } from './fault-book.ts';
import { type Events, PlatformControl, type Stage } from './platform-control.ts';
import type { ScenarioRequest, ScenarioState, Scenarios } from './scenarios.ts';

export interface MarketplaceStage<R extends Rule, O extends { readonly id: string }> extends Stage<R> {
  readonly orders: Collection<O>;
}

/** The part of a control that is the same for every marketplace: orders to read, settings, and buyers that order by themselves. */
export class MarketplaceControl<
  W extends MarketplaceStage<R, O>,
  R extends Rule,
  O extends { readonly id: string },
  S extends ScenarioRequest,
  D,
> extends PlatformControl<W, R, D> {
  readonly #world: W;
  readonly #startingSettings: W['settings'];
  readonly #scenarios: Scenarios<S>;

  constructor(world: W, events: Events<D>, startingSettings: W['settings'], scenarios: Scenarios<S>) {
    super(world, events);
    this.#world = world;
    this.#startingSettings = startingSettings;
    this.#scenarios = scenarios;
  }

  /** Changes some settings. @throws RangeError for an unknown name or a value of another type. */
  configure(changes: Partial<W['settings']>): Readonly<W['settings']> {
    for (const [name, value] of Object.entries(changes)) {
      const known: unknown = Object.getOwnPropertyDescriptor(this.#startingSettings, name)?.value;
      const isSame = typeof value === typeof known && Array.isArray(value) === Array.isArray(known);
      if (!isSame) throw new RangeError(`setting ${name} must be a ${Array.isArray(known) ? 'list' : typeof known}`);
    }
    return Object.assign(this.#world.settings, changes);
  }

  orders(): O[] {
    return [...this.#world.orders.all()];
  }

  /** @throws RangeError when there is none. */
  order(orderId: string): O {
    const order = this.#world.orders.get(orderId);
    if (!order) throw new RangeError(`no order ${orderId}`);
    return order;
  }

  /** Buyers order by themselves from now on. @throws RangeError for another kind of scenario. */
  startScenario(request: S): ScenarioState<S> {
    return this.#scenarios.start(request);
  }

  stopScenario(): void {
    this.#scenarios.stop();
  }

  scenario(): ScenarioState<S> | undefined {
    return this.#scenarios.state;
  }
}
