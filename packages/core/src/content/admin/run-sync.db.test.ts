import { createJobs } from '@shopfleet/jobs';
import { ManualClock, silentLog } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentJobKinds } from '../sync/index.ts';
import type { AdminDeps } from './admin-deps.ts';
import { syncAllStores, syncStore } from './run-sync.ts';

const tenantId = 'ten_1';
const stack = new AsyncDisposableStack();
let deps: AdminDeps;

/** No worker runs here: what was asked for stays queued. */
beforeAll(async () => {
  const db = stack.use(await createTestDatabase());
  const clock = new ManualClock(new Date('2026-03-02T12:00:00Z'));
  const jobs = createJobs({ url: db.url, database: db.database, kinds: contentJobKinds, log: silentLog, clock });
  await jobs.start({ work: false });
  stack.defer(() => jobs.stop());
  await db.query(`insert into tenant (id, name) values ($1, 'A')`, [tenantId]);
  await db.query(`insert into outlet (tenant_id, id, code, name, pic_name, time_zone) values ($1, 'out_1', 'JKT-014', 'A', 'B', 'UTC')`, [
    tenantId,
  ]);
  deps = {
    db: db.database,
    clock,
    jobs,
    platforms: new Map(),
    publicUrl: 'http://127.0.0.1',
    defaultTimeZone: 'UTC',
    isGuessedCodeAllowed: false,
    waitForSyncMs: 300,
    sync: { profilesAtOnce: 1, videosAtOnce: 1, crons: { refresh_tokens: '', user: '', video: '' }, timeZone: 'UTC', isCalendarOn: false },
  };
});
afterAll(() => stack.disposeAsync());

const request = { tenantId, job: 'all' as const, requestedBy: 'api-key:test' };

test('whoever waits longer than the bound gets the numbers so far, and the same runs are joined the next time', async () => {
  const none = { total: 0, successful: 0, failed: 0, skipped: 0 };
  const startedMs = performance.now();
  const first = await syncAllStores(deps, { ...request, signal: new AbortController().signal });
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(290);
  expect(first).toEqual({
    isFinished: false,
    totals: { refresh_tokens: { total: 0, refreshed: 0, failed: 0 }, user_sync: none, video_sync: { ...none, totalVideos: 0 } },
  });
  const again = await syncAllStores(deps, { ...request, signal: new AbortController().signal });
  expect(again.isFinished).toBe(false);
  expect(await countRuns()).toBe(3);
});

test('a store that is still being read is told as such, by the code that it was given', async () => {
  const { isFinished, outcome } = await syncStore(deps, { ...request, job: 'user', signal: new AbortController().signal }, 'jkt-014');
  expect(isFinished).toBe(false);
  expect(outcome).toMatchObject({
    success: true,
    storeCode: 'JKT-014',
    recordsProcessed: 0,
    message: expect.stringMatching(/^Still running/),
  });
});

test('nobody waits for a caller who went away', async () => {
  const startedMs = performance.now();
  const { isFinished } = await syncAllStores({ ...deps, waitForSyncMs: 60_000 }, { ...request, signal: AbortSignal.abort() });
  expect([isFinished, performance.now() - startedMs < 2_000]).toEqual([false, true]);
});

async function countRuns(): Promise<number> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const { rows } = await tx.execute<{ n: number }>('select count(*)::int as n from run');
    return rows[0]?.n ?? 0;
  });
}
