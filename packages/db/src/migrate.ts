import { type Log, silentLog } from '@shopfleet/kernel';
import { Client, escapeLiteral } from 'pg';
import { ensureRoles } from './database-roles.ts';
import { defaultMigrationDirectory, type MigrationFile, pendingMigrations, readMigrationFiles } from './migration-files.ts';

export interface MigrateOptions {
  /** Connects as the user who owns the tables. */
  readonly url: string;
  /** Folder of `NNNN_name.sql` files; default: those of this package. */
  readonly directory?: string;
  readonly log?: Log;
}

/** Any number that nobody else on this database uses. */
const lockKey = 5_207_418_112;
const oldestServer = 150_000;

/**
 * Brings the database up to date and returns the names of the migrations that ran now. Each file is one transaction; processes
 * that start together wait for each other. Rejects, having changed nothing, when a file that ran already was edited.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const files = await readMigrationFiles(options.directory ?? defaultMigrationDirectory);
  const client = new Client({ connectionString: options.url, application_name: 'shopfleet migrate', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await requireServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await ensureRoles(client);
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migration');
    const pending = pendingMigrations(files, rows);
    for (const file of pending) {
      await run(client, file);
      (options.log ?? silentLog).info({ migration: file.name }, 'Migration applied');
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function requireServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string; name: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS name,
            current_setting('server_encoding') AS encoding`,
  );
  const server = rows[0];
  if (!server || Number(server.version) < oldestServer) throw new Error(`PostgreSQL ${server?.name} is too old; 15 or newer is needed`);
  if (server.encoding !== 'UTF8') throw new Error(`The database uses the encoding ${server.encoding}; create it with ENCODING 'UTF8'`);
}

async function run(client: Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(file.sql);
    await client.query(
      `INSERT INTO schema_migration (name, sha256) VALUES (${escapeLiteral(file.name)}, ${escapeLiteral(file.sha256)}); COMMIT`,
    );
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`The migration ${file.name}${atLine(file.sql, error)} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

function atLine(sql: string, error: unknown): string {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN;
  return Number.isNaN(position) ? '' : ` (line ${sql.slice(0, position).split('\n').length})`;
}
