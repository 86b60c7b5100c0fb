import { connectDatabase } from '@shopfleet/db';
import { createJobs, defineJob, type Lane } from '@shopfleet/jobs';
import { silentLog } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPostgresLimiter } from './outbound-limiter.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const laneKinds = (['content', 'bulk', 'labels', 'orders', 'stock'] satisfies Lane[]).map((lane) =>
  defineJob<object>({ name: `test.${lane}`, lane, parse: () => ({}) }),
);
const perSecond = (requests: number) => ({ requests, windowSeconds: 1 });

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

it('lets the first call of a key go at once', async () => {
  const limiter = createPostgresLimiter(database.database);
  await limiter.reserve('warm', perSecond(50));
  expect(await timeOf(() => limiter.reserve('fresh', perSecond(1)))).toBeLessThan(500);
});

it('spaces the calls of one key and leaves other keys alone', async () => {
  const limiter = createPostgresLimiter(database.database);
  const many = Array.from({ length: 11 }, () => limiter.reserve('busy', perSecond(20)));
  expect(await timeOf(() => limiter.reserve('idle', perSecond(20)))).toBeLessThan(300);
  expect(await timeOf(() => Promise.all(many))).toBeGreaterThan(300);
});

it('serves callers in the order in which they came', async () => {
  const limiter = createPostgresLimiter(database.database);
  const order: number[] = [];
  await Promise.all(Array.from({ length: 8 }, (_, i) => limiter.reserve('queue', perSecond(100)).then(() => order.push(i))));
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('lets the better lane go first, whoever came before', async () => {
  const jobs = createJobs({ url: database.url, database: database.database, kinds: laneKinds, log: silentLog });
  await jobs.start({ work: true });
  const limiter = createPostgresLimiter(database.database);
  const order: string[] = [];
  let arrived = 0;
  for (const kind of laneKinds)
    jobs.work(
      kind,
      async () => {
        arrived += 1;
        await limiter.reserve('lanes', perSecond(2));
        order.push(kind.lane);
      },
      { concurrency: 1 },
    );
  await limiter.reserve('lanes', perSecond(2));
  await limiter.block('lanes', new Date(Date.now() + 2_500), perSecond(2));
  for (const kind of laneKinds) await database.database.asSystem((tx) => jobs.enqueue(tx, kind, '', {}));
  await expect.poll(() => arrived, { timeout: 2_300 }).toBe(laneKinds.length);
  await jobs.settle({ withinMs: 20_000 });
  await jobs.stop();
  expect(order).toEqual(['stock', 'orders', 'labels', 'bulk', 'content']);
}, 30_000);

it('holds every process back until the instant that a block names', async () => {
  const limiter = createPostgresLimiter(database.database);
  const other = createPostgresLimiter(database.database);
  await limiter.reserve('blocked', perSecond(50));
  await limiter.block('blocked', new Date(Date.now() + 700), perSecond(50));
  expect(
    await timeOf(() => Promise.all([limiter.reserve('blocked', perSecond(50)), other.reserve('blocked', perSecond(50))])),
  ).toBeGreaterThan(650);
});

it('goes slower after a refusal, in every process, and one burst of refusals is one lesson', async () => {
  const limiter = createPostgresLimiter(database.database);
  const other = createPostgresLimiter(database.database);
  const take = (count: number) => timeOf(() => Promise.all(Array.from({ length: count }, () => other.reserve('learned', perSecond(20)))));
  await take(1);
  for (let n = 0; n < 10; n++) await limiter.block('learned', new Date(), perSecond(20));
  const [row] = await database.query<{ pace: number }>(`select pace from outbound_slot where key = 'learned'`);
  expect(row?.pace).toBeCloseTo(2 / 3, 1);
  // 20 a second are 50 ms each; two thirds of that pace are 75 and more.
  expect(await take(12)).toBeGreaterThan(700);
  await database.query(`update outbound_slot set paced_at = paced_at - 3600 where key = 'learned'`);
  expect(await take(12)).toBeLessThan(800);
});

it('finds what a server really allows below the configured limit, and is seldom refused after that', async () => {
  const limiter = createPostgresLimiter(database.database);
  const [limit, allowed] = [perSecond(50), 20];
  const took: number[] = [];
  const refused: number[] = [];
  const startMs = performance.now();
  while (performance.now() - startMs < 9_000) {
    await limiter.reserve('strict', limit);
    const nowMs = performance.now();
    const lately = took.filter((at) => at > nowMs - 1_000);
    if (lately.length < allowed) took.push(nowMs);
    else {
      refused.push(nowMs);
      await limiter.block('strict', new Date(Date.now() + 1_000), limit);
    }
  }
  const late = <T extends number>(instants: readonly T[]) => instants.filter((at) => at > startMs + 4_000).length;
  expect(refused.length).toBeGreaterThan(0);
  expect(late(refused) / late(took)).toBeLessThan(0.05);
  expect(late(took) / 5).toBeGreaterThan(allowed * 0.5);
}, 30_000);

it('lets a caller give up and does not spend its turn', async () => {
  const limiter = createPostgresLimiter(database.database);
  await limiter.reserve('left', perSecond(2));
  const leaving = new AbortController();
  const gone = limiter.reserve('left', perSecond(2), leaving.signal);
  const patient = limiter.reserve('left', perSecond(2));
  leaving.abort(new Error('enough'));
  await expect(gone).rejects.toThrow('enough');
  expect(await timeOf(() => patient)).toBeLessThan(900);
});

it('tells its callers when the database cannot be reached', async () => {
  const closed = connectDatabase({ url: database.url });
  const limiter = createPostgresLimiter(closed);
  await closed.close();
  await expect(limiter.reserve('any', perSecond(10))).rejects.toThrow();
});
