import type { Database } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';

/** What the operators' surface needs from the composition root. */
export interface AdminDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly publicUrl: string;
}
