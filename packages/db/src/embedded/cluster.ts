import { execFile } from 'node:child_process';
import { access, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { explainServerOutput } from './embedded-postgres-error.ts';
import { asServerUser, type ServerPlace, serverEnvironment } from './postmaster.ts';
import type { Passwords } from './server-home.ts';
import { initdbArguments } from './server-settings.ts';

/** The login that owns the database; not a superuser. The database has the same name. */
export const ownerName = 'shopfleet';

export function hasCluster(cluster: string): Promise<boolean> {
  return access(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Creates the cluster beside its place and moves it there when complete, so that a crash half-way leaves nothing to repair. */
export async function createCluster(home: string, place: ServerPlace, password: string): Promise<void> {
  const draft = `${place.cluster}.draft`;
  const passwordFile = join(home, 'initial-password');
  await rm(draft, { recursive: true, force: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (place.user) for (const path of [draft, passwordFile]) await chown(path, place.user.uid, place.user.gid);
    await promisify(execFile)(place.binaries.initdb, initdbArguments(draft, passwordFile), {
      ...asServerUser(place.user),
      env: serverEnvironment,
      cwd: home,
      windowsHide: true,
    });
    await rename(draft, place.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const output = error instanceof Error && 'stderr' in error && error.stderr ? String(error.stderr) : String(error);
    throw explainServerOutput('The database could not be created', home, output);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes sure that the owner and its database exist; safe to repeat. */
export async function ensureOwner(adminUrl: string, passwords: Passwords): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const owner = escapeIdentifier(ownerName);
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ownerName]);
    if (roles.rowCount === 0) {
      await client.query(`CREATE ROLE ${owner} LOGIN CREATEROLE CREATEDB PASSWORD ${escapeLiteral(passwords.shopfleet)}`);
    }
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [ownerName]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
  } finally {
    await client.end();
  }
}
