import { setTimeout as sleep } from 'node:timers/promises';
import { contentCatchUpJob } from '@shopfleet/core/content';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContentWorld, createContentWorld, type RunAnswer } from './test/content-world.ts';

let world: ContentWorld;
beforeAll(async () => {
  // A call every fifth of a second, so that a run can be stopped.
  world = await createContentWorld({ requestsPerMinute: 300, config: { isCalendarOn: true } });
});
afterAll(() => world[Symbol.asyncDispose]());

interface Schedule {
  readonly job: string;
  readonly cron: string;
  readonly isPaused: boolean;
  readonly nextRunAt: string | null;
}
const schedules = async () => {
  const { items } = await world.call<{ items: Schedule[] }>('GET', '/api/content/schedules');
  return Object.fromEntries(items.map((item) => [item.job, item]));
};
const minutesOf = (instant: string | null | undefined) => instant?.slice(11, 16);

test('the calendar of the environment holds until the organisation changes or pauses it', async () => {
  const before = await schedules();
  expect(Object.values(before).map(({ job, cron, nextRunAt }) => [job, cron, minutesOf(nextRunAt)])).toEqual([
    ['refresh_tokens', '0 1 * * *', '01:00'],
    ['user', '0 2 * * *', '02:00'],
    ['video', '0 3 * * *', '03:00'],
  ]);
  expect(await world.call('PUT', '/api/content/schedules/video', { cron: '30 4 * * *' })).toMatchObject({
    cron: '30 4 * * *',
    defaultCron: '0 3 * * *',
  });
  expect(minutesOf((await schedules()).video?.nextRunAt)).toBe('04:30');
  expect(await world.call('PUT', '/api/content/schedules/video', { isPaused: true })).toMatchObject({
    cron: '30 4 * * *',
    isPaused: true,
    nextRunAt: null,
  });
  expect(await world.call('PUT', '/api/content/schedules/video', { cron: null, isPaused: false })).toMatchObject({ cron: '0 3 * * *' });
  expect(minutesOf((await schedules()).video?.nextRunAt)).toBe('03:00');
});

test.each(['* * * *', '61 * * * *', 'every day at noon', '0 3 * * * *'])(
  'a cron expression like "%s" is refused with the field',
  async (cron) => {
    const answer = await world.hub.fetchAs(world.user, '/api/content/schedules/user', { method: 'PUT', json: { cron } });
    expect(answer.status).toBe(400);
    expect((await schedules()).user?.cron).toBe('0 2 * * *');
  },
);

test('settings are changed from the version that was read', async () => {
  const put = (version: number, months: number) =>
    world.hub.fetchAs(world.user, '/api/content/settings', {
      method: 'PUT',
      headers: { 'if-match': `"${version}"` },
      json: { keepVideoDaysMonths: months, keepProfileDaysMonths: null },
    });
  const untouched = { keepProfileDaysMonths: null, isArchiving: true };
  expect(await world.call('GET', '/api/content/settings')).toEqual({ ...untouched, keepVideoDaysMonths: null, version: 0 });
  expect((await put(0, 24)).status).toBe(200);
  expect((await put(0, 12)).status).toBe(412);
  expect((await put(1, 12)).status).toBe(200);
  expect(await world.call('GET', '/api/content/settings')).toEqual({ ...untouched, keepVideoDaysMonths: 12, version: 2 });
});

test('a run tells how far it is and can be stopped; what was recorded stays', async () => {
  await world.connect({ count: 30, videos: 1 });
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', '/api/content/runs', { job: 'user' });
  const path = `/api/content/runs/${runs[0]?.id}`;
  type Progress = RunAnswer & { etaSeconds: number | null };
  let run = await world.call<Progress>('GET', path);
  for (; run.totals.done < 3; run = await world.call<Progress>('GET', path)) await sleep(100);
  expect(run).toMatchObject({ status: 'running', totals: { accounts: 30 } });
  expect(run.etaSeconds).toBeGreaterThan(0);
  expect(run.etaSeconds).toBeLessThan(12);
  expect(await world.call('POST', `${path}/cancel`, {})).toMatchObject({ status: 'cancelled', etaSeconds: null });
  await world.hub.jobs.settle();
  const days = await world.hub.database.query<{ n: number }>('select count(*)::int as n from content_day');
  expect(days[0]?.n).toBeGreaterThanOrEqual(3);
  expect(days[0]?.n).toBeLessThan(30);
  const calls = () => world.sandbox.control.limits().find(({ api }) => api === 'user.info')?.requests;
  const atTheEnd = calls();
  await sleep(1_000);
  expect(calls()).toBe(atTheEnd);
});

test('a worker whose accounts were taken over stops, and a run that nobody drives any more is taken up again', async () => {
  await world.hub.database.query('update content_account set disconnected_at = now()');
  await world.connect({ count: 20, videos: 1 });
  const calls = () => world.sandbox.control.limits().find(({ api }) => api === 'user.info')?.requests ?? 0;
  const before = calls();
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', '/api/content/runs', { job: 'user' });
  const path = `/api/content/runs/${runs[0]?.id}`;
  const read = () => world.call<RunAnswer>('GET', path);
  while ((await read()).totals.done < 2) await sleep(50);
  await world.hub.database.query(`update content_sync_item set worker = 'another' where state = 'waiting'`);
  await world.hub.jobs.settle();
  expect(await read()).toMatchObject({ status: 'running', finishedAt: null });
  expect(calls() - before).toBeLessThan(20);
  await world.hub.database.database.asSystem((tx) => world.hub.jobs.enqueue(tx, contentCatchUpJob, '', {}));
  let run = await read();
  for (; run.finishedAt === null; run = await read()) await sleep(100);
  expect(run).toMatchObject({ status: 'succeeded', totals: { accounts: 20, done: 20, failed: 0 } });
  const lines = await world.hub.database.query(`select 1 from content_sync_log where run_id = $1 and account_id is not null`, [run.id]);
  expect(lines).toHaveLength(20);
});

test('the log can be read as CSV', async () => {
  const answer = await world.hub.fetchAs(world.user, '/api/content/sync-log?format=csv');
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const lines = (await answer.text()).trim().split('\n');
  expect(lines[0]).toBe('runAt,job,status,outletName,handle,message,rawError,durationMs,runId,accountId,id');
  expect(lines.length).toBeGreaterThan(3);
});

test('sync of one account: now, and how far it is', async () => {
  const [accountId = ''] = (await world.connect({ count: 1, videos: 3 })).keys();
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', `/api/tiktok/sync/${accountId}`);
  expect(runs.map(({ job }) => job)).toEqual(['refresh_tokens', 'user', 'video']);
  interface Status {
    readonly isRunning: boolean;
    readonly videosAt: string | null;
    readonly runs: RunAnswer[];
  }
  const read = () => world.call<Status>('GET', `/api/tiktok/sync/status/${accountId}`);
  let status = await read();
  for (; status.isRunning; status = await read()) await sleep(100);
  expect(status).toMatchObject({ isRunning: false, problem: '' });
  expect(status.videosAt).not.toBeNull();
  expect(status.runs).toHaveLength(3);
  expect((await world.hub.fetchAs(world.user, '/api/tiktok/sync/acc_none', { method: 'POST' })).status).toBe(404);
});
