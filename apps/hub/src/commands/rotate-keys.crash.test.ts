import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTikTokShopSandbox } from '@shopfleet/sandbox';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';
import { connectSellers, sandboxEnvironment } from '../test/connected-shops.ts';
import { runProgram, serveProgram } from '../test/hub-program.ts';

const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];

test('keys rotate under two hubs that use and renew tokens, without one failed call; afterwards only the new key opens', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-keys-'));
  cleanUp.defer(() => rm(directory, { recursive: true, force: true }));
  const database = cleanUp.use(await createTestDatabase());
  const sandbox = cleanUp.use(await startTikTokShopSandbox());
  const common = {
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    STATE_SECRET: randomBytes(32).toString('hex'),
    CRON_ENABLED: 'false',
    ...sandboxEnvironment(sandbox),
  };
  const withKeys = (current: string, ...old: string[]) => ({ ...common, TOKEN_ENC_KEY: current, TOKEN_ENC_KEYS_OLD: old.join(',') });

  const before = await serveProgram(withKeys(first));
  const { headers, connectionIds } = await connectSellers(before.url, sandbox, 2);
  expect(connectionIds).toHaveLength(2);
  await database.query(`update tenant set plan = 'enterprise'`);
  await before.stop();

  const hubs = await Promise.all([serveProgram(withKeys(second, first)), serveProgram(withKeys(second, first), ['--role', 'api'])]);
  for (const hub of hubs) cleanUp.use(hub);
  const failures: string[] = [];
  let calls = 0;
  let isOver = false;
  const testCall = async (url: string, id: string) => {
    const answer = await fetch(`${url}/api/v1/platforms/connections/tiktok/test?connectionId=${id}`, { method: 'POST', headers });
    const text = await answer.text();
    return answer.status === 200 && text.includes('"isWorking":true') ? undefined : `${answer.status} ${text}`;
  };
  const caller = async (number: number) => {
    while (!isOver) {
      const failure = await testCall(hubs[number % 2]?.url ?? '', connectionIds[(number >> 1) % 2] ?? '');
      calls += 1;
      if (failure) failures.push(failure);
      await pause(20);
    }
  };
  const expiry = async () => {
    while (!isOver) {
      sandbox.control.expireTokens();
      await pause(700);
    }
  };
  const load = [expiry(), ...[0, 1, 2, 3].map(caller)];
  expect(await runProgram(['rotate-keys'], withKeys(second, first))).toMatchObject({ code: 0, errors: '' });
  // There and back, so that every run has tokens to seal again.
  await runProgram(['rotate-keys'], withKeys(first, second));
  const last = await runProgram(['rotate-keys'], withKeys(second, first));
  isOver = true;
  await Promise.all(load);
  expect(last).toMatchObject({ code: 0, output: expect.stringContaining('2 of 2 connections') });
  expect(failures).toEqual([]);
  expect(calls).toBeGreaterThan(20);
  const rows = await database.query<{ token_version: number }>('select token_version from connection');
  for (const row of rows) expect(row.token_version).toBeGreaterThan(2);
  for (const hub of hubs) expect(await hub.stop()).toBe(0);

  const oldOnly = await runProgram(['doctor'], withKeys(first));
  expect(oldOnly.code).toBe(1);
  for (const id of connectionIds) expect(oldOnly.output).toContain(id);
  expect((await runProgram(['doctor'], withKeys(second))).output).toContain('the tokens of 2 connections open');

  const [flipped = '', moved = ''] = connectionIds;
  await database.query('update connection set access_token = (select access_token from connection where id = $2) where id = $1', [
    moved,
    flipped,
  ]);
  await database.query(
    'update connection set access_token = set_byte(access_token, length(access_token) - 1, get_byte(access_token, length(access_token) - 1) # 1) where id = $1',
    [flipped],
  );
  const refused = await runProgram(['rotate-keys'], withKeys(second));
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('0 of 2') });
  for (const id of connectionIds) expect(refused.errors).toContain(`${id}: A stored secret does not open: it was changed or moved`);
  const after = cleanUp.use(await serveProgram(withKeys(second)));
  for (const id of connectionIds) expect(await testCall(after.url, id)).toBeDefined();
});
