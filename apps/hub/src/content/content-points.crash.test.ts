import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSealer } from '@shopfleet/hub';
import { Secret } from '@shopfleet/kernel';
import { startTikTokContentSandbox } from '@shopfleet/sandbox';
import { createTestDatabase } from '@shopfleet/test-kit';
import { connectContentAccounts } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';
import { serveProgram } from '../test/hub-program.ts';

const accounts = 12;
const videos = 45;

test('a worker that dies after a page, before an account is recorded, and after: the run ends complete, each account recorded once', async () => {
  await using database = await createTestDatabase();
  await using sandbox = await startTikTokContentSandbox();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'shopfleet-content-points-'));
  const tokenKey = randomBytes(32).toString('hex');
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDirectory,
    TOKEN_ENC_KEY: tokenKey,
    STATE_SECRET: randomBytes(32).toString('hex'),
    CRON_ENABLED: 'false',
    TIKTOK_CLIENT_KEY: sandbox.clientKey,
    TIKTOK_CLIENT_SECRET: sandbox.clientSecret,
    TIKTOK_CONTENT_API_BASE_URL: sandbox.apiUrl,
    TIKTOK_CONTENT_ALLOWED_ORIGINS: sandbox.url,
  };
  const json = { 'content-type': 'application/json' };
  const begin = async (url: string) => {
    const body = JSON.stringify({ name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' });
    const { token, user }: { token: string; user: { tenantId: string } } = await (
      await fetch(`${url}/api/user/register`, { method: 'POST', headers: json, body })
    ).json();
    const openIds = sandbox.control.createAccounts({ count: accounts, videos, postEveryMs: 0 });
    await connectContentAccounts(database, sandbox.control.grant({ accounts: openIds }), {
      tenantId: user.tenantId,
      platform: 'tiktok_content',
      sealer: createSealer({ tokenKeys: [new Secret(tokenKey)] }),
    });
    const answer = await fetch(`${url}/api/content/runs`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${token}` },
      body: JSON.stringify({ job: 'video' }),
    });
    expect(answer.status).toBe(202);
  };
  for (const [index, point] of ['content.after-page', 'content.before-finish', 'content.after-finish'].entries()) {
    const hub = await serveProgram(env, [], point);
    const died = once(hub.child, 'exit');
    if (index === 0) await begin(hub.url);
    const [, signal] = await died;
    expect(signal, `died at ${point}: ${hub.output()}`).toBe('SIGKILL');
  }
  await using _hub = await serveProgram(env);
  const left = () => database.query('select 1 from run where finished_at is null');
  for (const untilMs = Date.now() + 90_000; (await left()).length > 0 && Date.now() < untilMs; ) await sleep(100);
  expect(await database.query('select status, processed, failed from run')).toEqual([
    { status: 'succeeded', processed: accounts, failed: 0 },
  ]);
  const days = await database.query('select seen_videos, count(*)::int as n from content_day group by 1');
  expect(days).toEqual([{ seen_videos: videos, n: accounts }]);
  const lines = await database.query('select account_id from content_sync_log where account_id is not null');
  expect(new Set(lines.map(({ account_id }) => account_id)).size).toBe(accounts);
  expect(lines).toHaveLength(accounts);
  await rm(dataDirectory, { recursive: true, force: true });
}, 300_000);
