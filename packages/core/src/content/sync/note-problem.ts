import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** Shows at an account why it was not read; the next reading that works clears it. */
export async function noteProblem(tx: Tx, clock: Clock, accountId: string, message: string): Promise<void> {
  const at = clock.now().toISOString();
  await tx.execute(
    sql`update content_account set problem = ${message.slice(0, 500)}, problem_at = ${at}, updated_at = ${at} where id = ${accountId}`,
  );
}
