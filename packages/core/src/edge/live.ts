import type { LiveChange } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

export const liveChannel = 'shopfleet_live';

/** What travels over NOTIFY: a change and whose it is. */
export type LiveNotice = LiveChange & { readonly tenantId: string };

/** Tells every open screen of the tenant what changed, when (and only if) the transaction commits. */
export async function announce(tx: Tx, clock: Clock, tenantId: string, change: Omit<LiveChange, 'at'>): Promise<void> {
  const notice: LiveNotice = { ...change, at: clock.now().toISOString(), tenantId };
  await tx.execute(sql`select pg_notify(${liveChannel}, ${JSON.stringify(notice)})`);
}
