import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export interface BreakerState {
  readonly name: string;
  readonly process: string;
  readonly state: 'closed' | 'half-open' | 'open';
  readonly failures: number;
  readonly changedAt: Date;
}

/** Keeps what this process sees of a breaker, so that every screen shows what the workers know. */
export async function saveBreakerState(
  tx: Tx,
  change: { name: string; process: string; state: BreakerState['state']; at: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into circuit_breaker as seen (name, process, state, failures, changed_at)
    values (${change.name}, ${change.process}, ${change.state}, ${change.state === 'open' ? 1 : 0}, ${change.at.toISOString()})
    on conflict (name, process) do update set state = excluded.state, changed_at = excluded.changed_at,
      failures = case excluded.state when 'closed' then 0 when 'open' then seen.failures + 1 else seen.failures end
    where seen.changed_at <= excluded.changed_at`);
}

/** Breakers of every process, those in trouble first. Needs any transaction. */
export async function breakerStates(tx: Tx): Promise<BreakerState[]> {
  const { rows } = await tx.execute<{ name: string; process: string; state: BreakerState['state']; failures: number; changed_at: string }>(
    sql`select name, process, state, failures, changed_at from circuit_breaker order by state = 'closed', changed_at desc limit 500`,
  );
  return rows.map(({ changed_at, ...rest }) => ({ ...rest, changedAt: new Date(changed_at) }));
}

/** Forgets breakers that have been quiet for a day: their process may be gone. */
export async function forgetOldBreakers(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from circuit_breaker where changed_at < now() - interval '1 day'`);
}
