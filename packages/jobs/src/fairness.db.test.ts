import { silentLog } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';
import { createJobs, defineJob, RetryAt } from './index.ts';

const pull = defineJob<number>({ name: 'pull', lane: 'bulk', parse: Number });
const call = defineJob<number>({ name: 'call', lane: 'bulk', backoff: { baseMs: 0, maxMs: 0 }, parse: Number });

test('a quiet tenant does not wait behind the backlog of a busy one', async () => {
  await using db = await createTestDatabase();
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [pull], log: silentLog });
  const startedAt = new Map<string, number>();
  let busyRuns = 0;
  jobs.work(
    pull,
    async ({ tenantId, data }) => {
      if (tenantId === 'ten_quiet') startedAt.set(String(data), Date.now());
      else busyRuns += 1;
      await new Promise((resolve) => setTimeout(resolve, tenantId === 'ten_quiet' ? 1 : 400));
    },
    { concurrency: 3 },
  );
  await jobs.start({ work: true });
  const requests = Array.from({ length: 20_000 }, (_, data) => ({ data }));
  await db.database.asTenant('ten_busy', (tx) => jobs.enqueueMany(tx, pull, 'ten_busy', requests));
  await expect.poll(() => busyRuns).toBeGreaterThanOrEqual(3);

  const waits: number[] = [];
  for (let n = 0; n < 10; n++) {
    const committedAt = await db.database.asTenant('ten_quiet', async (tx) => {
      await jobs.enqueue(tx, pull, 'ten_quiet', n);
      return Date.now();
    });
    await expect.poll(() => startedAt.has(String(n)), { interval: 2, timeout: 5_000 }).toBe(true);
    waits.push((startedAt.get(String(n)) ?? 0) - committedAt);
  }
  // Every place is taken by runs of 400 ms, so only the reserved place can be this quick.
  expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(150);
  await jobs.stop({ graceMs: 1_000 });
});

const failures = [
  { title: 'that failed', failure: () => new Error('no answer') },
  { title: 'whose marketplace is in trouble', failure: () => new RetryAt(new Date(), 'no answer', { behindOthers: true }) },
];
test.each(failures)('a job $title goes behind those that were not tried yet, but not behind less urgent ones', async ({ failure }) => {
  await using db = await createTestDatabase();
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [call], log: silentLog });
  const runs: number[] = [];
  jobs.work(
    call,
    async ({ data }) => {
      runs.push(data);
      if (data === 1 && runs.length < 3) throw failure();
    },
    { concurrency: 1 },
  );
  const requests = [...[1, 2, 3].map((data) => ({ data, priority: 10 })), { data: 4, priority: 0 }];
  await jobs.start({ work: false });
  await db.database.asTenant('ten_a', (tx) => jobs.enqueueMany(tx, call, 'ten_a', requests));
  await jobs.stop();
  await jobs.start({ work: true });
  await jobs.settle({ withinMs: 60_000 });
  expect(runs).toEqual([1, 2, 3, 1, 4]);
  await jobs.stop();
});
