import type { Database } from '@shopfleet/db';
import type { Clock, Log } from '@shopfleet/kernel';
import type { CallObserver } from '@shopfleet/platform-kit';
import { saveBreakerState } from './breaker-store.ts';

/** The part of a call observer that keeps breaker states in the database; one after the other, in the order of the changes. */
export function createBreakerRecorder(
  deps: { readonly db: Database; readonly clock: Clock; readonly log: Log },
  process: string,
): CallObserver['breakerChanged'] {
  let last: Promise<void> = Promise.resolve();
  return ({ name, state }) => {
    const at = deps.clock.now();
    last = last
      .then(() => deps.db.asSystem((tx) => saveBreakerState(tx, { name, process, state, at })))
      .catch((error: unknown) => deps.log.warn({ err: error, name, state }, 'A breaker state could not be kept'));
  };
}
