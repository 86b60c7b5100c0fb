import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@shopfleet/db';
import { createSealer } from '@shopfleet/hub';
import { Secret } from '@shopfleet/kernel';
import { startTikTokContentSandbox } from '@shopfleet/sandbox';
import { connectContentAccounts } from '@shopfleet/test-kit/hub';
import { Pool, type QueryResultRow } from 'pg';
import { expect, test } from 'vitest';
import { type RunningHub, serveProgram } from '../test/hub-program.ts';

const accounts = 90;
const videos = 45;
/** Fewer than the calls of the run, so that the window is full while workers come and go. */
const requestsPerMinute = 180;
const kills = 10;

async function startDatabase(started: AsyncDisposableStack) {
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-content-crash-'));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ directory });
  started.defer(() => server.stop());
  const pool = new Pool({ connectionString: `${server.adminUrl.replace(/\/[^/]*$/, '')}${new URL(server.url).pathname}`, max: 2 });
  pool.on('error', () => undefined);
  started.defer(() => pool.end());
  /** Waits while the server is away. */
  const query = async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    for (let tries = 0; ; tries++) {
      try {
        return (await pool.query<R>(text, [...values])).rows;
      } catch (error) {
        if (tries > 300 || (error instanceof Error && 'code' in error && /^[234]/.test(String(error.code)))) throw error;
        await sleep(100);
      }
    }
  };
  const killServer = async () => {
    const [pid = ''] = (await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    kill(Number(pid), 'SIGKILL');
  };
  return { url: server.url, query, killServer };
}

test('a run ends complete although worker and database are killed ten times: nothing missing, doubled, above the limit or lost', async () => {
  await using started = new AsyncDisposableStack();
  const database = await startDatabase(started);
  const sandbox = started.use(await startTikTokContentSandbox({ settings: { limitRequests: requestsPerMinute } }));
  const dataDirectory = await mkdtemp(join(tmpdir(), 'shopfleet-content-hub-'));
  started.defer(() => rm(dataDirectory, { recursive: true, force: true }));
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
    TIKTOK_CONTENT_REQUESTS_PER_MINUTE: String(requestsPerMinute),
  };
  let hub: RunningHub = await serveProgram(env);
  started.defer(() => hub[Symbol.asyncDispose]());
  const json = { 'content-type': 'application/json' };
  const registered = await fetch(`${hub.url}/api/user/register`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' }),
  });
  const { token, user }: { token: string; user: { tenantId: string } } = await registered.json();
  const openIds = sandbox.control.createAccounts({ count: accounts, videos, postEveryMs: 0 });
  const ids = await connectContentAccounts(database, sandbox.control.grant({ accounts: openIds }), {
    tenantId: user.tenantId,
    platform: 'tiktok_content',
    sealer: createSealer({ tokenKeys: [new Secret(tokenKey)] }),
  });
  const begun = await fetch(`${hub.url}/api/content/runs`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: '{}',
  });
  expect(begun.status).toBe(202);

  const calls = () => sandbox.control.limits().reduce((sum, { requests }) => sum + requests, 0);
  for (let n = 0, seen = calls(); n < kills; n++, seen = calls()) {
    // Only what works can be interrupted.
    for (const untilMs = Date.now() + 90_000; calls() < seen + 12 && Date.now() < untilMs; ) await sleep(20);
    expect(calls(), `work went on before kill ${n + 1}: ${hub.output()}`).toBeGreaterThanOrEqual(seen + 12);
    if (n % 2 === 1) await database.killServer();
    else {
      hub.child.kill('SIGKILL');
      await hub.stop();
      hub = await serveProgram(env);
    }
  }
  for (const untilMs = Date.now() + 240_000; Date.now() < untilMs; await sleep(250)) {
    const [left] = await database.query<{ n: number }>('select count(*)::int as n from run where finished_at is null');
    if (left?.n === 0) break;
  }

  const runs = await database.query('select kind, status, processed, failed, message from run order by kind');
  expect(runs).toEqual(
    ['content.refresh_tokens', 'content.user', 'content.video'].map((kind) => ({
      kind,
      status: 'succeeded',
      processed: accounts,
      failed: 0,
      message: '',
    })),
  );
  // A run that went on over midnight has a second day; every account has as many rows as days were read, and each is whole.
  const [doubled] = await database.query<{ n: number }>(
    `select count(*)::int as n from content_video_day d left join content_day s using (tenant_id, account_id, day)
     where s.seen_videos is distinct from ${videos} or cardinality(d.nos) <> ${videos}`,
  );
  expect(doubled?.n).toBe(0);
  for (const [index, accountId] of ids.entries()) {
    const stored = await database.query<{ id: string }>(
      'select external_id as id from content_video where account_id = $1 order by posted_at desc',
      [accountId],
    );
    expect(stored.map(({ id }) => id)).toEqual(sandbox.control.videos(openIds[index] ?? '').map(({ id }) => id));
    const [day] = await database.query<{ n: number; profiles: number }>(
      'select count(*)::int as n, count(followers)::int as profiles from content_day where account_id = $1 and videos_at is not null',
      [accountId],
    );
    expect(day).toEqual({ n: 1, profiles: 1 });
  }
  const [log] = await database.query<{ n: number }>(
    `select count(*)::int as n from content_sync_log where status = 'succeeded' and account_id is not null and job = 'video'`,
  );
  expect(log?.n).toBe(accounts);
  for (const limit of sandbox.control.limits()) {
    expect({ api: limit.api, refused: limit.refused }).toEqual({ api: limit.api, refused: 0 });
    expect(limit.highest).toBeLessThanOrEqual(requestsPerMinute);
  }
  expect(sandbox.control.refreshTokenReuses()).toEqual([]);
  expect(await database.query(`select status, count(*)::int as n from connection group by 1`)).toEqual([
    { status: 'connected', n: accounts },
  ]);
  expect(await database.query('select 1 from content_sync_page')).toEqual([]);
}, 900_000);
