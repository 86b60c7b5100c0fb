import { silentLog } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';
import { createJobs, defineJob } from './index.ts';

const slow = defineJob<number>({ name: 'slow', lane: 'bulk', retryLimit: 0, parse: Number });

test('stopping waits for what ends in time, and hands on the rest without using up its tries', async () => {
  await using db = await createTestDatabase();
  const options = { url: db.url, database: db.database, kinds: [slow], log: silentLog };
  const ended: string[] = [];
  const first = createJobs(options);
  first.work(
    slow,
    async ({ data, signal }) => {
      await new Promise((resolve) => {
        setTimeout(resolve, data);
        signal.addEventListener('abort', resolve);
      });
      signal.throwIfAborted();
      ended.push(`first ${data}`);
    },
    { concurrency: 2 },
  );
  await first.start({ work: true });
  await db.database.asTenant('ten_a', (tx) => first.enqueueMany(tx, slow, 'ten_a', [{ data: 200 }, { data: 60_000 }]));
  await expect.poll(async () => (await first.counts())[0]?.active).toBe(2);
  const before = Date.now();
  await first.stop({ graceMs: 800 });
  expect(Date.now() - before).toBeLessThan(3_000);
  expect(ended).toEqual(['first 200']);

  const second = createJobs(options);
  second.work(slow, async ({ data }) => void ended.push(`second ${data}`), { concurrency: 2 });
  await second.start({ work: true });
  await second.settle();
  expect(ended).toEqual(['first 200', 'second 60000']);
  expect(await second.deadLetters({ limit: 5 })).toEqual([]);
  await second.stop();
});
