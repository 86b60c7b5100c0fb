import { type Log, retryDelayMs } from '@shopfleet/kernel';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import { escapeLiteral, type Pool, type PoolClient } from 'pg';
import { isTransactionConflict } from './postgres-errors.ts';

type NoSchema = Record<string, never>;

/** A transaction: drizzle's query builder plus `tx.execute(sql`…`)`. `tx.transaction()` opens a savepoint. */
export type Tx = NodePgTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Who a transaction acts as: one tenant under row-level security, or the system with its few granted tables. */
export type Scope = { readonly role: 'shopfleet_app'; readonly tenantId: string } | { readonly role: 'shopfleet_system' };

type AfterCommit = () => void | Promise<void>;

const afterCommits = new WeakMap<object, AfterCommit[]>();
const dialect = new PgDialect();
const conflictBackoff = { baseMs: 20, maxMs: 500 };
const maxConflictRetries = 3;

/**
 * Runs `callback` once the transaction of `tx` has committed; never when it rolls back. A callback that fails is logged: the
 * commit stands. One registered inside a savepoint runs even when that savepoint rolled back.
 */
export function afterCommit(tx: Tx, callback: AfterCommit): void {
  const callbacks = afterCommits.get(tx._.session);
  if (!callbacks) throw new Error('afterCommit needs a transaction of asTenant or asSystem that is still open');
  callbacks.push(callback);
}

/** Everything that opens the scope, in one round trip. */
function beginStatement(scope: Scope): string {
  const tenantId = scope.role === 'shopfleet_app' ? scope.tenantId : '';
  return `BEGIN; SET LOCAL ROLE ${scope.role}; SELECT set_config('shopfleet.tenant_id', ${escapeLiteral(tenantId)}, true)`;
}

async function attempt<T>(
  client: PoolClient,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; callbacks: AfterCommit[] }> {
  const session = new NodePgSession<NoSchema, ExtractTablesWithRelations<NoSchema>>(client, dialect, undefined);
  const callbacks: AfterCommit[] = [];
  afterCommits.set(session, callbacks);
  try {
    await client.query(beginStatement(scope));
    const result = await work(new NodePgTransaction(dialect, session, undefined));
    const { command } = await client.query('COMMIT');
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and somebody swallowed its error.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back because one of its statements had failed');
    return { result, callbacks };
  } finally {
    afterCommits.delete(session);
  }
}

async function attemptOnPool<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>) {
  const client = await pool.connect();
  let isBroken = false;
  // Without a listener a connection that dies between two statements would end the process; the next statement reports it.
  const onError = () => {
    isBroken = true;
  };
  client.on('error', onError);
  try {
    return await attempt(client, scope, work);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(isBroken);
  }
}

/** Runs `work` in one transaction, again (at most 3 times) after a serialization failure or a deadlock. */
export async function runTransaction<T>(pool: Pool, log: Log, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      const { result, callbacks } = await attemptOnPool(pool, scope, work);
      for (const callback of callbacks) await runAfterCommit(callback, log);
      return result;
    } catch (error) {
      if (!isTransactionConflict(error) || retries === maxConflictRetries) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(retries + 1, conflictBackoff)));
    }
  }
}

async function runAfterCommit(callback: AfterCommit, log: Log): Promise<void> {
  try {
    await callback();
  } catch (error) {
    log.error({ err: error }, 'A callback after a committed transaction failed');
  }
}
