import { silentLog } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobs, defineJob, GiveUp, type Jobs, RetryAt } from './index.ts';

interface Numbered {
  readonly n: number;
  readonly key?: string;
}
const parse = (stored: unknown): Numbered => {
  if (typeof stored !== 'object' || stored === null || !('n' in stored) || typeof stored.n !== 'number') throw new Error('n is missing');
  return { n: stored.n, ...('key' in stored && { key: String(stored.key) }) };
};
const atOnce = { baseMs: 0, maxMs: 0 };
const plain = defineJob<Numbered>({ name: 'plain', lane: 'bulk', backoff: atOnce, retryLimit: 2, parse });
const ordered = defineJob<Numbered>({ name: 'ordered', lane: 'stock', backoff: atOnce, retryLimit: 1, key: ({ key }) => key ?? '', parse });
const postponed = defineJob<Numbered>({ name: 'postponed', lane: 'orders', backoff: atOnce, retryLimit: 0, parse });
const waiting = defineJob<Numbered>({ name: 'waiting', lane: 'content', parse });

let db: TestDatabase;
let jobs: Jobs;
const ran: { kind: string; tenantId: string; n: number; attempt: number }[] = [];
const of = (kind: string) => ran.filter((run) => run.kind === kind);

beforeAll(async () => {
  db = await createTestDatabase();
  jobs = createJobs({ url: db.url, database: db.database, kinds: [plain, ordered, postponed, waiting], log: silentLog });
  jobs.work(
    plain,
    async ({ tenantId, data: { n }, attempt }) => {
      ran.push({ kind: 'plain', tenantId, n, attempt });
      if (n === 13) throw new Error('thirteen');
      if (n === 14) throw new GiveUp('fourteen');
    },
    { concurrency: 4 },
  );
  jobs.work(
    ordered,
    async ({ tenantId, data: { n }, attempt }) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      ran.push({ kind: 'ordered', tenantId, n, attempt });
      if (n === 13) throw new Error('thirteen');
    },
    { concurrency: 8 },
  );
  jobs.work(
    postponed,
    async ({ tenantId, data: { n }, attempt }) => {
      ran.push({ kind: 'postponed', tenantId, n, attempt });
      if (of('postponed').length === 1) throw new RetryAt(new Date(Date.now() + 300));
    },
    { concurrency: 1 },
  );
  await jobs.start({ work: true });
});

afterAll(async () => {
  await jobs.stop();
  await db[Symbol.asyncDispose]();
});

describe('enqueueing', () => {
  test('happens with the transaction: a rollback leaves nothing', async () => {
    const failing = db.database.asTenant('ten_a', async (tx) => {
      await jobs.enqueue(tx, plain, 'ten_a', { n: 1 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await jobs.settle();
    expect(of('plain')).toEqual([]);
    expect(await db.query("SELECT FROM pgboss.job WHERE name = 'plain'")).toEqual([]);
  });

  test('starts the job within milliseconds of the commit', async () => {
    const committedAt = await db.database.asTenant('ten_a', async (tx) => {
      await jobs.enqueue(tx, plain, 'ten_a', { n: 2 });
      return Date.now();
    });
    await expect.poll(() => of('plain').length, { interval: 2 }).toBe(1);
    expect(Date.now() - committedAt).toBeLessThan(1_000);
    expect(of('plain')[0]).toEqual({ kind: 'plain', tenantId: 'ten_a', n: 2, attempt: 1 });
  });

  test('works for the whole system, without a tenant', async () => {
    await db.database.asSystem((tx) => jobs.enqueue(tx, plain, '', { n: 3 }));
    await jobs.settle();
    expect(of('plain').at(-1)).toMatchObject({ tenantId: '', n: 3 });
  });

  test('is refused for another tenant than the one of the transaction', async () => {
    await expect(db.database.asTenant('ten_a', (tx) => jobs.enqueue(tx, plain, 'ten_b', { n: 4 }))).rejects.toThrow();
  });

  test('does not let a tenant see the jobs of another', async () => {
    const { sql } = await import('drizzle-orm');
    const seen = await db.database.asTenant('ten_b', (tx) => tx.execute(sql`SELECT FROM pgboss.job_common`));
    expect(seen.rowCount).toBe(0);
  });
});

describe('a dedupe key', () => {
  const startAfter = new Date(Date.now() + 3_600_000);
  const rows = () =>
    db.query<{ data: { data: Numbered } }>("SELECT data FROM pgboss.job WHERE name = 'waiting' ORDER BY data->'data'->'n'");

  test('keeps one waiting job, and the newest data with replace', async () => {
    await db.database.asTenant('ten_a', (tx) => jobs.enqueue(tx, waiting, 'ten_a', { n: 1 }, { startAfter, dedupeKey: 'x' }));
    await db.database.asTenant('ten_a', (tx) => jobs.enqueue(tx, waiting, 'ten_a', { n: 2 }, { startAfter, dedupeKey: 'x' }));
    expect((await rows()).map((row) => row.data.data.n)).toEqual([1]);
    await db.database.asTenant('ten_a', (tx) =>
      jobs.enqueue(tx, waiting, 'ten_a', { n: 3 }, { startAfter, dedupeKey: 'x', replace: true }),
    );
    expect((await rows()).map((row) => row.data.data.n)).toEqual([3]);
  });

  test('is the tenant’s own', async () => {
    await db.database.asTenant('ten_b', (tx) =>
      jobs.enqueue(tx, waiting, 'ten_b', { n: 4 }, { startAfter, dedupeKey: 'x', replace: true }),
    );
    expect((await rows()).map((row) => row.data.data.n)).toEqual([3, 4]);
  });

  test('holds against twenty transactions at once', async () => {
    const add = (n: number) =>
      db.database.asTenant('ten_c', (tx) => jobs.enqueue(tx, waiting, 'ten_c', { n }, { startAfter, dedupeKey: 'y', replace: true }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(100 + n)));
    expect((await rows()).filter((row) => row.data.data.n >= 100)).toHaveLength(1);
  });
});

describe('a key', () => {
  test('keeps the jobs of a tenant in the order of their creation', async () => {
    for (let n = 100; n < 130; n++) {
      await db.database.asTenant('ten_a', (tx) => jobs.enqueue(tx, ordered, 'ten_a', { n, key: n % 2 === 0 ? 'even' : 'odd' }));
    }
    await jobs.settle();
    const numbers = of('ordered').map(({ n }) => n);
    expect(numbers.filter((n) => n % 2 === 0)).toEqual(Array.from({ length: 15 }, (_, i) => 100 + 2 * i));
    expect(numbers.filter((n) => n % 2 === 1)).toEqual(Array.from({ length: 15 }, (_, i) => 101 + 2 * i));
  });

  test('goes on, after the dead letter was written, behind a job that failed for good', async () => {
    await db.database.asTenant('ten_k', async (tx) => {
      await jobs.enqueue(tx, ordered, 'ten_k', { n: 13, key: 'k' });
      await jobs.enqueue(tx, ordered, 'ten_k', { n: 50, key: 'k' });
    });
    await jobs.settle();
    expect(
      of('ordered')
        .filter(({ tenantId }) => tenantId === 'ten_k')
        .map(({ n }) => n),
    ).toEqual([13, 13, 50]);
    expect(await jobs.deadLetters({ limit: 10, tenantId: 'ten_k' })).toMatchObject([{ kind: 'ordered', data: { n: 13, key: 'k' } }]);
  });
});

describe('a failing job', () => {
  test('is tried again, then waits in the dead letters, and runs again when redriven', async () => {
    await db.database.asTenant('ten_f', (tx) => jobs.enqueue(tx, plain, 'ten_f', { n: 13 }));
    await jobs.settle();
    const runs = () =>
      of('plain')
        .filter(({ tenantId }) => tenantId === 'ten_f')
        .map(({ attempt }) => attempt);
    expect(runs()).toEqual([1, 2, 3]);
    const [letter] = await jobs.deadLetters({ limit: 10, tenantId: 'ten_f' });
    expect(letter).toMatchObject({ kind: 'plain', tenantId: 'ten_f', data: { n: 13 }, error: 'thirteen', attempts: 3 });
    expect((await jobs.counts()).find(({ kind }) => kind === 'plain')).toMatchObject({ deadLetters: 1, lane: 'bulk' });
    await expect(jobs.redrive(letter?.id ?? '', { tenantId: 'ten_other' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await jobs.redrive(letter?.id ?? '', { tenantId: 'ten_f' });
    await jobs.settle();
    expect(runs()).toEqual([1, 2, 3, 1, 2, 3]);
    await expect(jobs.redrive(letter?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(jobs.redrive('nonsense')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is not tried again when its handler gave up or its data cannot be read', async () => {
    await db.database.asTenant('ten_g', async (tx) => {
      await jobs.enqueue(tx, plain, 'ten_g', { n: 14 });
      const poison: Numbered = JSON.parse('{"n":"x"}');
      await jobs.enqueue(tx, plain, 'ten_g', poison);
    });
    await jobs.settle();
    expect(of('plain').filter(({ tenantId }) => tenantId === 'ten_g')).toHaveLength(1);
    const errors = (await jobs.deadLetters({ limit: 10, tenantId: 'ten_g' })).map(({ error }) => error);
    expect(errors.sort()).toEqual(['The stored data of the job is not valid (cause: n is missing)', 'fourteen']);
  });

  test('fails for good as often as it likes under one dedupe key, and each can be sent on its way again', async () => {
    for (let time = 0; time < 3; time++) {
      await db.database.asTenant('ten_h', (tx) => jobs.enqueue(tx, plain, 'ten_h', { n: 14 }, { dedupeKey: 'same' }));
      await jobs.settle();
    }
    const letters = await jobs.deadLetters({ limit: 10, tenantId: 'ten_h' });
    expect(letters).toHaveLength(3);
    await jobs.redrive(letters[0]?.id ?? '');
    await jobs.settle();
    expect(of('plain').filter(({ tenantId }) => tenantId === 'ten_h')).toHaveLength(4);
  });

  test('is found page by page, newest first, whatever failed at the same moment', async () => {
    await db.database.asTenant('ten_p', async (tx) => {
      for (let n = 0; n < 5; n++) await jobs.enqueue(tx, plain, 'ten_p', { n: 14 });
    });
    await jobs.settle();
    const all = await jobs.deadLetters({ limit: 10, tenantId: 'ten_p' });
    const paged: string[] = [];
    for (let page = await jobs.deadLetters({ limit: 2, tenantId: 'ten_p' }); page.length > 0; ) {
      paged.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      page = last ? await jobs.deadLetters({ limit: 2, tenantId: 'ten_p', before: last }) : [];
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(paged).toHaveLength(5);
  });

  test('may ask for a later instant without losing a try', async () => {
    await db.database.asTenant('ten_a', (tx) => jobs.enqueue(tx, postponed, 'ten_a', { n: 1 }));
    await expect.poll(() => of('postponed').length, { timeout: 6_000 }).toBe(2);
    expect(of('postponed').map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(await jobs.deadLetters({ limit: 10, tenantId: 'ten_a' })).toEqual([]);
  });
});

describe('the calendar', () => {
  test('knows the next run in its own time zone', async () => {
    await jobs.schedule(plain, 'nightly', '0 3 * * *', 'Asia/Jakarta', { n: 9 });
    const [schedule] = await jobs.schedules();
    expect(schedule).toMatchObject({ kind: 'plain', name: 'nightly', cron: '0 3 * * *', timeZone: 'Asia/Jakarta', data: { n: 9 } });
    expect(schedule?.nextRunAt?.toISOString()).toMatch(/T20:00:00.000Z$/);
    await jobs.unschedule(plain, 'nightly');
    expect(await jobs.schedules()).toEqual([]);
  });
});
