import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, migrate, startEmbeddedPostgres } from '@shopfleet/db';
import { silentLog } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, onTestFinished, test } from 'vitest';
import { createJobs, defineJob } from './index.ts';

const held = defineJob<number>({ name: 'held', lane: 'orders', parse: Number });
const effect = defineJob<number>({ name: 'effect', lane: 'orders', backoff: { baseMs: 0, maxMs: 0 }, parse: Number });

test('jobs of a killed worker run again within 45 s', async () => {
  await using db = await createTestDatabase();
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [held], log: silentLog });
  const ran: number[] = [];
  jobs.work(held, async ({ data }) => void ran.push(data), { concurrency: 20 });
  const starter = createJobs({ url: db.url, database: db.database, kinds: [held], log: silentLog });
  await starter.start({ work: false });
  const numbers = Array.from({ length: 20 }, (_, n) => n);
  await db.database.asTenant('ten_a', (tx) =>
    starter.enqueueMany(
      tx,
      held,
      'ten_a',
      numbers.map((data) => ({ data })),
    ),
  );

  const worker = spawn(process.execPath, [join(import.meta.dirname, 'hanging-worker.fixture.ts'), db.url], { stdio: 'inherit' });
  await expect.poll(async () => (await starter.counts())[0]?.active, { timeout: 60_000 }).toBe(20);
  worker.kill('SIGKILL');
  const killedAt = Date.now();
  await jobs.start({ work: true });
  await expect.poll(() => ran.length, { timeout: 45_000, interval: 50 }).toBe(20);
  expect(Date.now() - killedAt).toBeLessThan(45_000);
  expect(ran.sort((a, b) => a - b)).toEqual(numbers);
  await starter.stop();
  await jobs.stop();
});

test('no job is lost when the database is killed under them', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-crash-'));
  const server = await startEmbeddedPostgres({ directory });
  onTestFinished(async () => {
    await server.stop();
    await rm(directory, { recursive: true });
  });
  await migrate({ url: server.url });
  const database = connectDatabase({ url: server.url });
  const jobs = createJobs({ url: server.url, database, kinds: [effect], log: silentLog });
  const runs = new Map<number, number>();
  jobs.work(
    effect,
    async ({ data }) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      runs.set(data, (runs.get(data) ?? 0) + 1);
    },
    { concurrency: 10 },
  );
  await jobs.start({ work: true });
  const total = 3_000;
  const requests = Array.from({ length: total }, (_, data) => ({ data }));
  await database.asTenant('ten_a', (tx) => jobs.enqueueMany(tx, effect, 'ten_a', requests));
  for (let kills = 1; kills <= 3; kills++) {
    await expect.poll(() => runs.size, { timeout: 120_000 }).toBeGreaterThan((kills * total) / 5);
    const pid = Number((await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
  }
  await expect.poll(() => runs.size, { timeout: 240_000, interval: 100 }).toBe(total);
  const executions = [...runs.values()].reduce((sum, count) => sum + count, 0);
  expect(executions / total).toBeLessThanOrEqual(1.05);
  await expect.poll(() => jobs.isIdle(), { timeout: 60_000, interval: 200 }).toBe(true);
  expect(await jobs.deadLetters({ limit: 5 })).toEqual([]);
  await jobs.stop();
  await database.close();
});
