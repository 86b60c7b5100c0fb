import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from './process-identity.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start-embedded-postgres.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shopfleet-embedded-'));
});
afterEach(async () => {
  // A test that failed half-way leaves no server behind.
  for (const server of started.splice(0)) await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const started: EmbeddedPostgres[] = [];

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(options);
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // A server that is killed under a connection is what these tests are about.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function startHeldServer(user?: { uid: number; gid: number }) {
  const script = join(import.meta.dirname, 'held-server.fixture.ts');
  const child = spawn(process.execPath, [script, directory], { ...user, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`The server program ended with ${code}`)));
  });
  return { url, child };
}

describe('an embedded server', () => {
  test('is private, speaks UTF-8, and its owner is no superuser', async () => {
    const server = await start({ directory });
    expect(await query(server.url, `SELECT current_setting('server_encoding') AS encoding, lower('ÉÖ') AS lower`)).toEqual([
      { encoding: 'UTF8', lower: 'éö' },
    ]);
    expect(await query(server.url, 'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ]);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'passwords.json'))).mode & 0o777).toBe(0o600);
    const pid = await postmasterPid();
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('refuses a directory that another one uses, and says by whom', async () => {
    const server = await start({ directory });
    await expect(start({ directory })).rejects.toThrow(`in use by process ${process.pid}`);
    await server.stop();
    await (await start({ directory })).stop();
  });

  test('comes back on the same address with every committed row when it is killed', async () => {
    const server = await start({ directory });
    await query(server.url, 'CREATE TABLE kept (n int)');
    for (let round = 1; round <= 5; round++) {
      await query(server.url, `INSERT INTO kept VALUES (${round})`);
      process.kill(await postmasterPid(), 'SIGKILL');
      const count = () => query(server.url, 'SELECT count(*)::int AS count FROM kept').catch(() => []);
      await expect.poll(count, { timeout: 60_000, interval: 20 }).toEqual([{ count: round }]);
    }
    await server.stop();
  });

  test('ends the orphan of a killed program and keeps its data', async () => {
    const { url, child } = await startHeldServer();
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const orphan = await postmasterPid();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(isAlive(orphan)).toBe(true);
    const server = await start({ directory });
    expect(isAlive(orphan)).toBe(false);
    expect(server.url).toBe(url);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await server.stop();
  });
});

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('started by root (only root can try it)', () => {
  test('runs as a user without rights, who cannot read the passwords', async () => {
    const server = await start({ directory });
    const { uid } = await stat(`/proc/${await postmasterPid()}`);
    expect(uid).not.toBe(0);
    expect((await stat(join(directory, 'passwords.json'))).uid).toBe(0);
    await server.stop();
  });

  test('finds another place when the data would lie below a private directory', async () => {
    const below = join(directory, 'private', 'data');
    await mkdir(below, { recursive: true });
    await chmod(join(directory, 'private'), 0o700);
    const warnings: object[] = [];
    const silent = () => undefined;
    const log = { debug: silent, info: silent, error: silent, warn: (fields: object) => void warnings.push(fields) };
    const server = await start({ directory: below, log });
    const note = await readFile(join(below, 'THE-DATABASE-IS-ELSEWHERE.txt'), 'utf8');
    const home = /in (\/var\/lib\/shopfleet\/\w+)/.exec(note)?.[1] ?? '';
    expect(warnings).toMatchObject([{ home }]);
    await server.stop();
    await rm(home, { recursive: true });
    // A database that went missing is not replaced by an empty one.
    await expect(start({ directory: below, log })).rejects.toThrow(`the database is in ${home}, and that is not there`);
  });
});

describe.runIf(isRoot)('started by an ordinary user (only root can become one)', () => {
  test('runs as that user', async () => {
    const user = { uid: 65_534, gid: 65_534 };
    await chown(directory, user.uid, user.gid);
    const { url, child } = await startHeldServer(user);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(`/proc/${await postmasterPid()}`)).uid).toBe(user.uid);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  });
});
