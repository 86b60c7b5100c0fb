import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';

/** What every change of stock needs: the time, and a way to ask for the follow-up. */
export interface StockDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueMany'>;
}
