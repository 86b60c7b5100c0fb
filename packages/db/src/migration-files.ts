import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The migrations that this program brings along. */
export const defaultMigrationDirectory = join(import.meta.dirname, '..', 'migrations');

/** Reads every `NNNN_name.sql` of the folder in order. Rejects other `.sql` names and numbers used twice. */
export async function readMigrationFiles(directory: string): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
    if (!number) throw new Error(`The migration ${name} must be named NNNN_name.sql`);
    if (numbers.has(number)) throw new Error(`Two migrations have the number ${number}`);
    numbers.add(number);
  }
  return Promise.all(names.map((name) => readMigrationFile(directory, name)));
}

async function readMigrationFile(directory: string, name: string): Promise<MigrationFile> {
  const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
  return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}

interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

/** Which files are still to be run. Throws when history and files do not agree: history is never rewritten. */
export function pendingMigrations(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = known.get(name);
    if (!file) throw new Error(`The database is newer than this program: it has the migration ${name}, which is not here`);
    if (file.sha256 !== sha256) {
      throw new Error(`The migration ${name} was changed after it ran on this database; undo the change and add a new file`);
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const pending = files.filter(({ name }) => !done.has(name));
  const last = [...done].sort().at(-1) ?? '';
  const late = pending.find(({ name }) => name < last);
  if (late) throw new Error(`The migration ${late.name} comes too late: ${last} ran already; give it a higher number`);
  return pending;
}
