import { connectDatabase } from '@shopfleet/db';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPostgresLimiter } from './outbound-limiter.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

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

it('holds every process back until the instant that a block names', async () => {
  const limiter = createPostgresLimiter(database.database);
  const other = createPostgresLimiter(database.database);
  await limiter.reserve('blocked', perSecond(50));
  await limiter.block('blocked', new Date(Date.now() + 700));
  expect(
    await timeOf(() => Promise.all([limiter.reserve('blocked', perSecond(50)), other.reserve('blocked', perSecond(50))])),
  ).toBeGreaterThan(650);
});

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
