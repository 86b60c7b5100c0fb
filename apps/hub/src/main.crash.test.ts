import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveProgram } from './test/hub-program.ts';

let database: TestDatabase;
let dataDirectory = '';
beforeAll(async () => {
  database = await createTestDatabase();
  dataDirectory = await mkdtemp(join(tmpdir(), 'shopfleet-main-'));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(dataDirectory, { recursive: true, force: true });
});

const env = () => ({ DATABASE_URL: database.url, DATA_DIR: dataDirectory });

async function msToStopWhileStreaming(email: string): Promise<number> {
  await using hub = await serveProgram(env());
  const { url } = hub;
  const answer = await fetch(`${url}/api/user/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'A', email, password: 'correct horse' }),
  });
  const { token }: { token: string } = await answer.json();
  const stream = await fetch(`${url}/api/events`, { headers: { authorization: `Bearer ${token}` } });
  expect(stream.status).toBe(200);
  const startedAt = Date.now();
  expect(await hub.stop()).toBe(0);
  return Date.now() - startedAt;
}

test('SIGTERM stops a hub that streams to an open screen within five seconds, cleanly', async () => {
  let tookMs = Number.POSITIVE_INFINITY;
  // Another program on this machine may make one stop slow, not three.
  for (let attempt = 0; attempt < 3 && tookMs >= 5_000; attempt++) tookMs = await msToStopWhileStreaming(`a${attempt}@b.co`);
  expect(tookMs).toBeLessThan(5_000);
});

test('the hub ends with its parent', async () => {
  const parent = spawn('sleep', ['60']);
  await using hub = await serveProgram(env(), ['--parent-pid', String(parent.pid)]);
  const ended = once(hub.child, 'exit');
  parent.kill('SIGKILL');
  expect(await ended).toEqual([0, null]);
});

test('in development the admin key is made once, for this user only, and stays the same', async () => {
  const path = join(dataDirectory, 'admin-api-key');
  const statusWith = async (key: string) => {
    await using hub = await serveProgram(env());
    return (await fetch(`${hub.url}/admin/stores`, { headers: { 'x-api-key': key } })).status;
  };
  await statusWith('nobody');
  const key = await readFile(path, 'utf8');
  expect([key.length, (await stat(path)).mode & 0o777]).toEqual([64, 0o600]);
  expect(await statusWith(key)).toBe(200);
  expect(await readFile(path, 'utf8')).toBe(key);
});
