import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import type { OpenShop } from '../../sync/index.ts';

export interface PublishStockDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueMany'>;
  readonly openShop: OpenShop;
  /** After that, a request without an answer can arrive no more; default three minutes. */
  readonly pushLifeMs?: number;
}
