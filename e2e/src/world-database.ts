import { readFileSync } from 'node:fs';
import { kill } from 'node:process';
import { startEmbeddedPostgres } from '@shopfleet/db';
import { createTestDatabase } from '@shopfleet/test-kit';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { Pool, type QueryResultRow } from 'pg';

export interface WorldDatabase extends AsyncDisposable {
  readonly url: string;
  /** One statement as the superuser, past row-level security: what really is in the tables. */
  query<R extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Kills the server and all of its processes, as a power cut; it is started again at once. */
  kill(): Promise<void>;
}

/** A database on the server that all tests share; it cannot be killed. */
export async function sharedDatabase(): Promise<WorldDatabase> {
  const database = await createTestDatabase();
  return {
    url: database.url,
    query: (text, values) => database.query(text, values),
    kill: () => Promise.reject(new Error('This database is shared; start the world with a database of its own')),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

/** A PostgreSQL of its own, with all of the product's care for what is on the disk, that a test may kill. */
export async function ownDatabase(directory: string): Promise<WorldDatabase> {
  const server = await startEmbeddedPostgres({ directory });
  const pool = new Pool({ connectionString: server.adminUrl, max: 2, allowExitOnIdle: true });
  // A killed server cuts idle connections; the next statement takes a new one.
  pool.on('error', () => undefined);
  return {
    url: server.url,
    query: async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      let rows: R[] = [];
      await waitUntil('the database answers', async () => {
        const answer = await pool.query<R>(text, [...values]).catch(whenAway);
        rows = answer?.rows ?? [];
        return answer !== undefined;
      });
      return rows;
    },
    kill: async () => {
      const [pid = ''] = readFileSync(`${directory}/cluster/postmaster.pid`, 'utf8').split('\n');
      kill(Number(pid), 'SIGKILL');
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await server.stop();
    },
  };
}

/** Undefined while the server is away or starting; any other failure goes on. */
function whenAway(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isAway = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code) || code === '';
  if (!isAway) throw error;
}
