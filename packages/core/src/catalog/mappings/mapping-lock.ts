import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/**
 * Reading which SKUs a variant is made of and reserving them (shared) must not overlap with a change of mappings (exclusive):
 * else a line would stay pending that was mapped a moment ago. Held to the end of the transaction; taken before any row lock.
 */
export async function lockMappings(tx: Tx, tenantId: string, kind: 'shared' | 'exclusive'): Promise<void> {
  const lock = kind === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await tx.execute(sql`select ${lock}(hashtextextended(${`mapping:${tenantId}`}, 0))`);
}
