import type { Clock } from '@shopfleet/kernel';
import { BrokenCircuitError, type CircuitBreakerPolicy, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { PlatformFailure } from './failure.ts';
import type { CallObserver } from './port.ts';

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  readonly observer: CallObserver;
  /** Failures in a row that open a breaker. */
  readonly failures: number;
  /** How long it stays open before one call may try; milliseconds. */
  readonly openMs: number;
}

const stateNames = { [CircuitState.Closed]: 'closed', [CircuitState.HalfOpen]: 'half-open' } as const;
const stateName = (state: CircuitState): 'closed' | 'half-open' | 'open' =>
  state === CircuitState.Closed || state === CircuitState.HalfOpen ? stateNames[state] : 'open';

/** The marketplace itself is in trouble. Refusals, "too many" and "not ready, come at …" are answers, not trouble. */
const isTrouble = (error: unknown): boolean =>
  error instanceof PlatformFailure && ['unavailable', 'outcome-unknown'].includes(error.kind) && error.retryAt === undefined;

/** One circuit breaker a key, so that a shop in trouble does not stop the others. */
export class CircuitBreakers {
  readonly #options: CircuitBreakerOptions;
  readonly #policies = new Map<string, CircuitBreakerPolicy>();
  readonly #openedAtMs = new Map<string, number>();

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** Throws `unavailable` at once while the breaker is open. */
  assertClosed(name: string): void {
    if (this.#policies.get(name)?.state === CircuitState.Open && !this.#isDue(name)) throw this.#openFailure();
  }

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#policy(name).execute(work);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#openFailure() : error;
    }
  }

  #isDue(name: string): boolean {
    return Date.now() - (this.#openedAtMs.get(name) ?? 0) >= this.#options.openMs;
  }

  #policy(name: string): CircuitBreakerPolicy {
    let policy = this.#policies.get(name);
    if (!policy) {
      const { failures, openMs, observer } = this.#options;
      policy = circuitBreaker(handleWhen(isTrouble), { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) });
      policy.onStateChange((state) => {
        if (state === CircuitState.Open) this.#openedAtMs.set(name, Date.now());
        observer.breakerChanged({ name, state: stateName(state) });
      });
      this.#policies.set(name, policy);
    }
    return policy;
  }

  #openFailure(): PlatformFailure {
    const retryAt = new Date(this.#options.clock.now().getTime() + this.#options.openMs);
    return new PlatformFailure('unavailable', 'The marketplace failed several times in a row; calls pause for a moment', { retryAt });
  }
}
