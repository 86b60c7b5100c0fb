import { type Log, silentLog } from '@shopfleet/kernel';
import type { SQL } from 'drizzle-orm';
import { Pool, type QueryResultRow } from 'pg';
import { type ListenOptions, NotificationListener } from './notification-listener.ts';
import { sendTogether } from './send-together.ts';
import { type OnStatement, runStatement, runTransaction, type Tx } from './transaction.ts';

/** The one way to PostgreSQL. Every statement runs in a transaction that says whose data it may see. */
export interface Database {
  readonly url: string;
  /** Runs `work` in one transaction that sees and writes only this tenant's rows. May run `work` again after a deadlock. */
  asTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` before a tenant is known; sees only tables that granted it with `shopfleet_system_may`. */
  asSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One statement of the system as a transaction of its own, in a single round trip; for the hottest paths. Has committed when it
   * resolves. Instants come as `Date`.
   */
  onceAsSystem<R extends QueryResultRow>(statement: SQL): Promise<R[]>;
  /** Subscribes to NOTIFY; resolves when subscribed. The result unsubscribes. */
  listen(channel: string, onPayload: (payload: string) => void, options?: ListenOptions): Promise<() => Promise<void>>;
  /** Rejects when the database does not answer within 5 s. */
  ping(): Promise<void>;
  /** Waits for running transactions, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`; the user must be able to become `shopfleet_app` and `shopfleet_system`. */
  readonly url: string;
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Connections that stay open although nobody uses them; default 0. */
  readonly poolMin?: number;
  /** Told the text of every statement of a transaction, never its values. */
  readonly onStatement?: OnStatement;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** A statement that runs longer is cancelled; default 60 s. */
  readonly statementTimeoutMs?: number;
  readonly log?: Log;
}

/** Opens a pool; connects on first use. */
export function connectDatabase(options: DatabaseOptions): Database {
  const {
    url,
    poolSize = 10,
    poolMin = 0,
    applicationName = 'shopfleet',
    statementTimeoutMs = 60_000,
    log = silentLog,
    onStatement,
  } = options;
  const watch = { log, onStatement };
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    min: poolMin,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 5_000,
    idle_in_transaction_session_timeout: 300_000,
    // Statements leave at once instead of waiting for the answers to those before them; their order stays.
    pipeline: true,
  });
  pool.on('connect', sendTogether);
  pool.on('error', (error) => log.warn({ err: error }, 'An idle database connection broke'));
  const listener = new NotificationListener(url, applicationName, log);
  return {
    url,
    asTenant(tenantId, work) {
      if (tenantId === '') return Promise.reject(new Error('asTenant needs a tenant id'));
      return runTransaction(pool, watch, { role: 'shopfleet_app', tenantId }, work);
    },
    asSystem: (work) => runTransaction(pool, watch, { role: 'shopfleet_system' }, work),
    onceAsSystem: (statement) => runStatement(pool, watch, { role: 'shopfleet_system' }, statement),
    listen: (channel, onPayload, listenOptions) => listener.add(channel, onPayload, listenOptions),
    ping: () => ping(pool),
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

async function ping(pool: Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer within 5 s')), 5_000);
  });
  try {
    await Promise.race([pool.query('SELECT 1'), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
