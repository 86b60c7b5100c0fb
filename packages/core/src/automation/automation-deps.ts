import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import type { PrintingDeps } from '../printing/index.ts';

export interface AutomationDeps {
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueMany'>;
  readonly clock: Clock;
  readonly printing: PrintingDeps;
}
