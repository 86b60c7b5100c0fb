import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultMigrationDirectory } from '@shopfleet/db';
import { createTestDatabase } from '@shopfleet/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProgram, serveProgram } from '../test/hub-program.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shopfleet-commands-'));
  // As root, the database runs as another user below it.
  await chmod(directory, 0o711);
});
afterEach(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));

async function signIn(url: string, email: string, password: string): Promise<number> {
  const answer = await fetch(`${url}/api/user/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.status;
}
const passwordIn = (output: string) => /shown this once: (\S+)/.exec(output)?.[1] ?? '';

describe('with the embedded database', () => {
  test('the owner made before, beside, and after a killed hub can sign in; the database is never taken from the hub', async () => {
    const env = { DATA_DIR: directory };
    expect(await runProgram(['migrate'], env)).toMatchObject({ code: 0 });
    const early = await runProgram(['create-admin', '--email', 'early@example.com'], env);
    expect(early).toMatchObject({ code: 0, errors: '' });
    const hub = await serveProgram(env);
    expect(await signIn(hub.url, 'early@example.com', passwordIn(early.output))).toBe(200);
    const beside = await runProgram(['create-admin', '--email', 'beside@example.com', '--organisation', 'Beside'], env);
    expect(beside).toMatchObject({ code: 0, errors: '' });
    for (const command of ['migrate', 'rotate-keys', 'doctor'])
      expect(await runProgram([command], env)).toMatchObject({ code: 0, errors: '' });
    expect(await signIn(hub.url, 'beside@example.com', passwordIn(beside.output))).toBe(200);

    const ended = once(hub.child, 'exit');
    hub.child.kill('SIGKILL');
    await ended;
    // Another program has the killed hub's process id by now.
    const note = join(directory, 'running-database.json');
    await writeFile(
      note,
      JSON.stringify({ ...JSON.parse(await readFile(note, 'utf8')), pid: process.pid, url: 'postgres://x@127.0.0.1:1/x' }),
    );
    const late = await runProgram(['create-admin', '--email', 'late@example.com', '--password', 'chosen by hand'], env);
    expect(late).toMatchObject({ code: 0, errors: expect.not.stringContaining('Error') });
    await using again = await serveProgram(env);
    expect(await signIn(again.url, 'late@example.com', 'chosen by hand')).toBe(200);
  });
});

describe('with a database server', () => {
  test('migrate may run several times at once, and again', async () => {
    const empty = join(directory, 'none');
    await mkdir(empty);
    await using database = await createTestDatabase({ migrations: empty });
    const env = { DATABASE_URL: database.url, DATA_DIR: directory };
    const codes = (await Promise.all([1, 2, 3].map(() => runProgram(['migrate'], env)))).map(({ code, errors }) => [code, errors]);
    expect(codes).toEqual([1, 2, 3].map(() => [0, '']));
    expect(await runProgram(['migrate'], env)).toMatchObject({ code: 0, output: 'The database is up to date.\n' });
    const rows = await database.query<{ name: string }>('select name from schema_migration order by name');
    expect(rows.map(({ name }) => name)).toEqual((await readdir(defaultMigrationDirectory)).filter((name) => name.endsWith('.sql')).sort());
  });

  test('create-admin says everything that is wrong with the input, and a server that is away is told in words', async () => {
    await using database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, DATA_DIR: directory };
    const wrong = await runProgram(['create-admin', '--email', 'nonsense', '--password', 'short'], env);
    expect(wrong.code).toBe(1);
    expect(wrong.errors.trim().split('\n')).toEqual([expect.stringMatching(/^--email: /), expect.stringMatching(/^--password: .*10/)]);
    expect(await database.query('select from tenant')).toHaveLength(0);
    const away = await runProgram(['migrate'], { ...env, DATABASE_URL: 'postgres://somebody:canary@127.0.0.1:1/shopfleet' });
    expect(away.code).toBe(1);
    expect(away.errors).toMatch(/^The database cannot be reached: .*Check DATABASE_URL\n$/);
    expect(away.errors).not.toContain('canary');
  });
});

test.each(['serve', 'migrate', 'doctor', 'create-admin', 'rotate-keys'])(
  '%s prints every complaint about the environment, ends with 78',
  async (command) => {
    const email = command === 'create-admin' ? ['--email', 'a@example.com'] : [];
    const env = { DATA_DIR: directory, NODE_ENV: 'production', TRUST_PROXY: 'many', LOG_LEVEL: 'canary-loud' };
    const { code, errors } = await runProgram([command, ...email], env);
    expect(code).toBe(78);
    expect(errors.match(/^ {2}[A-Z_]+ must/gm)).toEqual(['  LOG_LEVEL must', '  TRUST_PROXY must']);
    expect(errors).not.toContain('canary');
  },
);
