import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { silentLog, systemClock } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../../files/index.ts';
import { findArchive, listArchives } from '../archive/archive-row.ts';
import { ensureMonths, readVideoDays, recordVideoDay } from '../days/index.ts';
import { changeContentSettings } from './content-settings.ts';
import { firstKeptDay, keepContentTidy } from './content-upkeep.ts';

const tenantId = 'ten_keep';
const now = new Date('2026-06-15T12:00:00Z');
const deps = () => ({ db: world.database, clock: { now: () => now }, log: silentLog, files });
let world: TestDatabase;
let folder: string;
let files: BlobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shopfleet-archive-'));
  files = await openBlobStore(folder);
  world = await createTestDatabase();
  await ensureMonths(world.database, { from: new Date('2026-01-15T00:00:00Z'), to: now });
  for (const tenant of [tenantId, 'ten_other']) {
    await world.query(`insert into tenant (id, name) values ($1, $1)`, [tenant]);
    await world.query(
      `insert into connection (tenant_id, id, platform, status, external_account_id) values ($1, 'con', 'p', 'connected', 'x')`,
      [tenant],
    );
    await world.query(
      `insert into content_account (tenant_id, id, connection_id, platform, external_id, time_zone) values ($1, 'acc', 'con', 'p', $1, 'UTC')`,
      [tenant],
    );
    for (const day of ['2026-02-27', '2026-03-02', '2026-03-31', '2026-04-01', '2026-06-14']) {
      await world.database.asTenant(tenant, (tx) =>
        recordVideoDay(tx, {
          tenantId: tenant,
          accountId: 'acc',
          day,
          at: new Date(`${day}T04:00:00Z`),
          isLate: false,
          videos: [video(day)],
        }),
      );
    }
  }
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const video = (day: string) => ({
  externalId: '1',
  postedAt: new Date('2026-01-01T00:00:00Z'),
  description: '',
  durationSeconds: undefined,
  shareUrl: '',
  embedUrl: '',
  coverUrl: '',
  views: Number(day.replaceAll('-', '')),
  likes: 0,
  comments: 0,
  shares: 0,
});
const daysOf = (tenant: string) =>
  world.database.asTenant(tenant, async (tx) => {
    const days = await readVideoDays(tx, 'acc', { from: '2026-01-01', to: '2026-12-31' });
    return days.map(({ day, videos }) => `${day} ${videos.get(1)?.views}`);
  });

test('whole months are kept, counted back from the current one', () => {
  expect(firstKeptDay(now, 1)).toBe('2026-05-01');
  expect(firstKeptDay(now, 6)).toBe('2025-12-01');
  expect(firstKeptDay(now, 240)).toBe('2006-06-01');
});

test('months beyond what the organisation keeps go, what stays can be read, and nobody else loses a day', async () => {
  await keepContentTidy(deps());
  expect(await daysOf(tenantId)).toHaveLength(5);
  await world.database.asTenant(tenantId, (tx) =>
    changeContentSettings(
      tx,
      { clock: systemClock },
      {
        tenantId,
        actor: { kind: 'user', id: 'usr_1' },
        expected: 0,
        settings: { keepVideoDaysMonths: 3, keepProfileDaysMonths: 2 },
      },
    ),
  );
  // The hub dies when the file is written and its days are not deleted yet.
  const dying = { ...files, put: (bytes: Uint8Array) => files.put(bytes).then(() => Promise.reject(new Error('killed'))) };
  await expect(keepContentTidy({ ...deps(), files: dying })).rejects.toThrow('killed');
  expect(await daysOf(tenantId)).toHaveLength(5);
  await Promise.all([keepContentTidy(deps()), keepContentTidy(deps())]);
  expect(await daysOf(tenantId)).toEqual(['2026-03-02 20260302', '2026-03-31 20260331', '2026-04-01 20260401', '2026-06-14 20260614']);
  const sums = await world.query<{ day: string }>(`select day::text from content_day where tenant_id = $1 order by day`, [tenantId]);
  expect(sums.map(({ day }) => day)).toEqual(['2026-04-01', '2026-06-14']);
  expect(await daysOf('ten_other')).toHaveLength(5);
});

const linesOf = async (file: { kind: 'accounts' | 'videos'; month: string; part: number }) => {
  const sha256 = await world.database.asTenant(tenantId, (tx) => findArchive(tx, file));
  const text = gunzipSync(await files.get(sha256 ?? '', { verify: true })).toString();
  return text.trim().split('\n').slice(1);
};

test('what goes is in a file first: every video and day with its full numbers, a month a file', async () => {
  const all = await world.database.asTenant(tenantId, listArchives);
  expect(all.map(({ kind, month, part, lines }) => `${kind} ${month} ${part} ${lines}`)).toEqual([
    'accounts 2026-03 1 2',
    'accounts 2026-02 1 1',
    'videos 2026-02 1 1',
  ]);
  expect(await linesOf({ kind: 'videos', month: '2026-02', part: 1 })).toEqual([
    '2026-02-27,acc,,1,2026-01-01T00:00:00.000Z,20260227,0,0,0',
  ]);
  expect(await linesOf({ kind: 'accounts', month: '2026-03', part: 1 })).toEqual([
    '2026-03-02,acc,,false,,,,,20260302,0,0,0',
    '2026-03-31,acc,,false,,,,,20260331,0,0,0',
  ]);
  expect(await world.database.asTenant('ten_other', listArchives)).toEqual([]);
});

test('who wants no files gets none', async () => {
  await world.database.asTenant(tenantId, (tx) =>
    changeContentSettings(
      tx,
      { clock: systemClock },
      {
        tenantId,
        actor: { kind: 'user', id: 'usr_1' },
        expected: 1,
        settings: { keepVideoDaysMonths: 2, keepProfileDaysMonths: 2, isArchiving: false },
      },
    ),
  );
  await keepContentTidy(deps());
  expect(await daysOf(tenantId)).toEqual(['2026-04-01 20260401', '2026-06-14 20260614']);
  expect(await world.database.asTenant(tenantId, listArchives)).toHaveLength(3);
});

test('finished runs and failures go after half a year, what went well and a run’s accounts after five weeks; what runs stays', async () => {
  const run = (id: string, ago: string | null) =>
    world.query(
      `insert into run (tenant_id, id, kind, requested_by, finished_at) values ($1, $2, 'content.user', 't', $3::timestamptz - $4::interval)`,
      [tenantId, id, now.toISOString(), ago],
    );
  await run('run_old', '200 days');
  await run('run_mid', '40 days');
  await run('run_new', '10 days');
  await run('run_now', null);
  for (const id of ['run_old', 'run_mid', 'run_new', 'run_now']) {
    await world.query(`insert into content_sync_item (tenant_id, run_id, account_id) values ($1, $2, 'acc')`, [tenantId, id]);
  }
  for (const [id, ago] of [
    ['csl_1', '200 days'],
    ['csl_2', '100 days'],
    ['csl_3', '40 days'],
    ['csl_4', '20 days'],
  ]) {
    await world.query(
      `insert into content_sync_log (tenant_id, id, account_id, job, status, run_at)
       values ($1, $2, 'acc', 'user', case $2 when 'csl_2' then 'failed' else 'succeeded' end, $3::timestamptz - $4::interval)`,
      [tenantId, id, now.toISOString(), ago],
    );
  }
  await keepContentTidy(deps());
  expect(await world.query(`select id from run where tenant_id = $1 order by id`, [tenantId])).toEqual([
    { id: 'run_mid' },
    { id: 'run_new' },
    { id: 'run_now' },
  ]);
  expect(await world.query(`select run_id from content_sync_item where tenant_id = $1 order by 1`, [tenantId])).toEqual([
    { run_id: 'run_new' },
    { run_id: 'run_now' },
  ]);
  expect(await world.query(`select id from content_sync_log where tenant_id = $1 order by id`, [tenantId])).toEqual([
    { id: 'csl_2' },
    { id: 'csl_4' },
  ]);
});
