import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveProgram } from '../test/hub-program.ts';

let database: TestDatabase;
let directory = '';
beforeAll(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'shopfleet-idempotency-'));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const env = () => ({ DATABASE_URL: database.url, DATA_DIR: directory, CRON_ENABLED: 'false', REGISTRATION: 'open' });
const json = { 'content-type': 'application/json' };

async function register(url: string, email: string): Promise<string> {
  const body = JSON.stringify({ name: 'Owner', email, password: 'correct horse battery', organisation: email });
  const answer: { token: string } = await (await fetch(`${url}/api/user/register`, { method: 'POST', headers: json, body })).json();
  return answer.token;
}
const make = (url: string, token: string, name: string) =>
  fetch(`${url}/api/user/api-keys`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}`, 'idempotency-key': name },
    body: JSON.stringify({ name, scopes: ['orders:read'] }),
  });
const count = async (name: string) => (await database.query('select from api_key where name = $1', [name])).length;
/** As if the process had died that long ago. */
const age = (name: string, seconds: number) =>
  database.query(`update idempotency_record set created_at = created_at - $2 * interval '1 s' where key = $1`, [name, seconds]);

test.each([
  ['idempotency.after-claim', 0, 201],
  ['idempotency.before-answer-kept', 1, 409],
])('a hub killed at %s has taken effect %i times; repeats never make it more than one', async (point, effects, laterStatus) => {
  const doomed = await serveProgram(env(), ['--role', 'api'], point);
  const token = await register(doomed.url, `${point}@example.com`);
  const ended = once(doomed.child, 'exit');
  await expect(make(doomed.url, token, point)).rejects.toThrow();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(await count(point)).toBe(effects);

  await using hub = await serveProgram(env(), ['--role', 'api']);
  // Nobody can tell yet whether the first request is running elsewhere.
  expect((await make(hub.url, token, point)).status).toBe(409);
  await age(point, 120);
  const answers = await Promise.all(Array.from({ length: 20 }, () => make(hub.url, token, point)));
  expect(answers.map(({ status }) => status)).toContain(laterStatus);
  expect(await count(point)).toBe(1);
  const last = await make(hub.url, token, point);
  expect(last.status).toBe(laterStatus);
  if (laterStatus === 409) expect(await last.text()).toContain('took effect');
});
