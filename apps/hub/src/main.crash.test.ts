import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';

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

function run(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dataDirectory, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilUp(hub: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of hub.stdout ?? []) {
    text += chunk;
    const url = /"url":"([^"]+)".*"The hub is up"/.exec(text)?.[1];
    if (url) return url;
  }
  throw new Error(`the hub did not come up: ${text}`);
}

test('SIGTERM stops a hub that streams to an open screen within five seconds, cleanly', async () => {
  const hub = run(['serve']);
  const url = await untilUp(hub);
  hub.stdout?.resume();
  const answer = await fetch(`${url}/api/user/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'A', email: 'a@b.co', password: 'correct horse' }),
  });
  const { token }: { token: string } = await answer.json();
  const stream = await fetch(`${url}/api/events`, { headers: { authorization: `Bearer ${token}` } });
  expect(stream.status).toBe(200);
  const startedAt = Date.now();
  hub.kill('SIGTERM');
  const [code] = await once(hub, 'exit');
  expect(code).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test('a wrong environment ends with 78 and one line for each variable', async () => {
  const hub = run(['serve'], { PORT: 'many', TZ: 'Nowhere' });
  let text = '';
  hub.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(hub, 'exit');
  expect(code).toBe(78);
  expect(text.match(/^ {2}[A-Z_]+ must/gm)).toHaveLength(2);
});

test('the hub ends with its parent', async () => {
  const parent = spawn('sleep', ['60']);
  const hub = run(['serve', '--parent-pid', String(parent.pid)]);
  await untilUp(hub);
  hub.stdout?.resume();
  parent.kill('SIGKILL');
  const [code] = await once(hub, 'exit');
  expect(code).toBe(0);
});

test('doctor finds a healthy install healthy', async () => {
  const doctor = run(['doctor']);
  let text = '';
  doctor.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(doctor, 'exit');
  expect([code, text.match(/^failed.*/gm)]).toEqual([0, null]);
});
