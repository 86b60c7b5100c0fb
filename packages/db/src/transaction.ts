import { type Log, retryDelayMs } from '@shopfleet/kernel';
import type { ExtractTablesWithRelations, SQL } from 'drizzle-orm';
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import { escapeLiteral, type Pool, type PoolClient, type QueryResultRow } from 'pg';
import { isTransactionConflict } from './postgres-errors.ts';

type NoSchema = Record<string, never>;

/** A transaction: drizzle's query builder plus `tx.execute(sql`…`)`. `tx.transaction()` opens a savepoint. */
export type Tx = NodePgTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Who a transaction acts as: one tenant under row-level security, or the system with its few granted tables. */
export type Scope = { readonly role: 'shopfleet_app'; readonly tenantId: string } | { readonly role: 'shopfleet_system' };

/** Told the text of every statement that is sent, never its values. */
export type OnStatement = (text: string) => void;

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

/** Everything that opens the scope, in one message. */
function beginStatement(scope: Scope): string {
  const tenantId = scope.role === 'shopfleet_app' ? scope.tenantId : '';
  return `BEGIN; SET LOCAL ROLE ${scope.role}; SELECT set_config('shopfleet.tenant_id', ${escapeLiteral(tenantId)}, true)`;
}

/**
 * Sends the opening without waiting for its answer: the first statement travels with it. When the opening fails, the server refuses
 * every statement behind it, so none can run outside of the scope; `opened` says why.
 */
function open(client: PoolClient, scope: Scope): { opened: Promise<unknown> } {
  const opened = client.query(beginStatement(scope));
  // Told by whoever awaits it later, and not before.
  opened.catch(() => undefined);
  return { opened };
}

/**
 * The connection as the work of one transaction may use it. When one of several statements sent side by side fails, the functions beside it
 * still run: what they send after the end must not reach the connection, which may serve another tenant by then.
 */
function lend(client: PoolClient): { lent: PoolClient; takeBack(): void } {
  let isOver = false;
  const send: (...input: unknown[]) => unknown = client.query.bind(client);
  const query = (...input: unknown[]): unknown => {
    if (isOver) return Promise.reject(new Error('The transaction is over; this statement was not sent'));
    return send(...input);
  };
  const lent: PoolClient = Object.create(client, { query: { value: query } });
  return {
    lent,
    takeBack() {
      isOver = true;
    },
  };
}

function requireCommit({ command }: { readonly command: string }): void {
  // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and somebody swallowed its error.
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back because one of its statements had failed');
}

async function attempt<T>(
  client: PoolClient,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  onStatement: OnStatement | undefined,
): Promise<{ result: T; callbacks: AfterCommit[] }> {
  const options = onStatement && { logger: { logQuery: onStatement } };
  const { lent, takeBack } = lend(client);
  const session = new NodePgSession<NoSchema, ExtractTablesWithRelations<NoSchema>>(lent, dialect, undefined, options);
  const callbacks: AfterCommit[] = [];
  afterCommits.set(session, callbacks);
  const { opened } = open(client, scope);
  try {
    const result = await work(new NodePgTransaction(dialect, session, undefined));
    takeBack();
    requireCommit(await client.query('COMMIT'));
    return { result, callbacks };
  } catch (error) {
    await opened;
    throw error;
  } finally {
    takeBack();
    afterCommits.delete(session);
  }
}

/** One statement and its whole transaction in one round trip: nothing in it waits for an answer. */
async function attemptOnce<R extends QueryResultRow>(
  client: PoolClient,
  scope: Scope,
  statement: SQL,
  onStatement: OnStatement | undefined,
): Promise<R[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  onStatement?.(text);
  const { opened } = open(client, scope);
  const answered = client.query<R>(text, params);
  const committed = client.query('COMMIT');
  await Promise.allSettled([opened, answered, committed]);
  await opened;
  const { rows } = await answered;
  requireCommit(await committed);
  return rows;
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  // Without a listener a connection that dies between two statements would end the process; the next statement reports it.
  const onError = () => {
    isBroken = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
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

/** Tries again, at most 3 times, after a serialization failure or a deadlock. */
async function despiteConflicts<T>(attemptOne: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await attemptOne();
    } catch (error) {
      if (!isTransactionConflict(error) || retries === maxConflictRetries) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(retries + 1, conflictBackoff)));
    }
  }
}

/** Runs `work` in one transaction, again after a conflict. */
export async function runTransaction<T>(
  pool: Pool,
  { log, onStatement }: { readonly log: Log; readonly onStatement: OnStatement | undefined },
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { result, callbacks } = await despiteConflicts(() => withClient(pool, (client) => attempt(client, scope, work, onStatement)));
  for (const callback of callbacks) await runAfterCommit(callback, log);
  return result;
}

/** Runs one statement as a transaction of its own, again after a conflict. */
export function runStatement<R extends QueryResultRow>(
  pool: Pool,
  { onStatement }: { readonly onStatement: OnStatement | undefined },
  scope: Scope,
  statement: SQL,
): Promise<R[]> {
  return despiteConflicts(() => withClient(pool, (client) => attemptOnce<R>(client, scope, statement, onStatement)));
}

async function runAfterCommit(callback: AfterCommit, log: Log): Promise<void> {
  try {
    await callback();
  } catch (error) {
    log.error({ err: error }, 'A callback after a committed transaction failed');
  }
}
