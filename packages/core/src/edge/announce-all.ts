import type { LiveChange } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { type LiveNotice, liveChannel } from './live.ts';

/** `announce` for many changes in one statement. */
export async function announceAll(tx: Tx, clock: Clock, tenantId: string, changes: readonly Omit<LiveChange, 'at'>[]): Promise<void> {
  if (changes.length > 0) await tx.execute(announcing(clock, tenantId, changes));
}

/** The end of a statement that also announces what it changed: a `select` without a semicolon. */
export function announcing(clock: Clock, tenantId: string, changes: readonly Omit<LiveChange, 'at'>[]): SQL {
  const at = clock.now().toISOString();
  const notices = changes.map((change): string => JSON.stringify({ ...change, at, tenantId } satisfies LiveNotice));
  return sql`select pg_notify(${liveChannel}, notice) from unnest(${sql.param(notices)}::text[]) as notice`;
}
