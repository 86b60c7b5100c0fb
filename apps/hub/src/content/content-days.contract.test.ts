import { setTimeout as sleep } from 'node:timers/promises';
import { contentCatchUpJob } from '@shopfleet/core/content';
import { ManualClock } from '@shopfleet/kernel';
import { afterEach, expect, test } from 'vitest';
import { type ContentWorld, createContentWorld, type RunAnswer } from './test/content-world.ts';

let world: ContentWorld;
afterEach(() => world[Symbol.asyncDispose]());

const hourMs = 3_600_000;

async function daysOf(accountId: string): Promise<string[]> {
  const rows = await world.hub.database.query<{ day: string; whole: boolean; late: boolean }>(
    `select d.day::text, d.is_late as late, d.followers is not null and d.seen_videos = 25 and v.day is not null as whole
     from content_day d left join content_video_day v using (tenant_id, account_id, day) where account_id = $1 order by d.day`,
    [accountId],
  );
  return rows.map(({ day, whole, late }) => `${day.slice(5)}${whole ? '' : ' broken'}${late ? ' late' : ''}`);
}

test('Jakarta and Los Angeles over both changes of the clock: one snapshot for each own day that was read', async () => {
  const clock = new ManualClock(new Date('2026-03-06T07:30:00Z'));
  world = await createContentWorld({ clock, settings: { tokenProfile: 'legacy' } });
  const [jakarta = ''] = (await world.connect({ count: 1, videos: 25, timeZone: 'Asia/Jakarta' })).keys();
  const [losAngeles = ''] = (await world.connect({ count: 1, videos: 25, timeZone: 'America/Los_Angeles' })).keys();
  // Daily at the same instant, which is 23:30 and then 0:30 in Los Angeles: 8 March is stepped over, and is missing, not faked.
  for (let n = 0; n < 4; n++, clock.advance(24 * hourMs)) await world.run();
  expect(await daysOf(jakarta)).toEqual(['03-06', '03-07', '03-08', '03-09']);
  expect(await daysOf(losAngeles)).toEqual(['03-05', '03-06', '03-07', '03-09']);
  // In autumn 1 November has 25 hours and is read twice: once, in the end.
  clock.advance(new Date('2026-10-31T07:30:00Z').getTime() - clock.now().getTime());
  for (let n = 0; n < 3; n++, clock.advance(24 * hourMs)) await world.run();
  expect((await daysOf(losAngeles)).slice(4)).toEqual(['10-31', '11-01']);
  expect((await daysOf(jakarta)).slice(4)).toEqual(['10-31', '11-01', '11-02']);
}, 120_000);

test('pages on both sides of midnight are not mixed: the account is read again, for the new day', async () => {
  // 23:59 in Jakarta.
  const clock = new ManualClock(new Date('2026-05-04T16:59:00Z'));
  world = await createContentWorld({ clock });
  const [accountId = ''] = (await world.connect({ count: 1, videos: 25 })).keys();
  await world.run({ job: 'user' });
  world.sandbox.control.addFault({ kind: 'slow', api: 'video.list', after: 1, next: 1, delayMs: 1_500 });
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', '/api/content/runs', { job: 'video' });
  const firstPage = () => world.hub.database.query('select 1 from content_sync_page');
  while ((await firstPage()).length === 0) await sleep(20);
  clock.advance(2 * 60_000);
  await world.hub.jobs.settle();
  const run = await world.call<RunAnswer>('GET', `/api/content/runs/${runs[0]?.id}`);
  expect(run.totals).toMatchObject({ done: 1, videos: 25 });
  expect(world.sandbox.control.limits().find(({ api }) => api === 'video.list')?.requests).toBe(4);
  const videos = await world.hub.database.query('select day::text, cardinality(nos) as n from content_video_day where account_id = $1', [
    accountId,
  ]);
  expect(videos).toEqual([{ day: '2026-05-05', n: 25 }]);
  const profiles = await world.hub.database.query('select day::text from content_day where account_id = $1 and profile_at is not null', [
    accountId,
  ]);
  expect(profiles).toEqual([{ day: '2026-05-04' }]);
}, 120_000);

test('in the evening what nobody has read is read, and marked late', async () => {
  const clock = new ManualClock(new Date('2026-05-04T13:30:00Z'));
  world = await createContentWorld({ clock, config: { isCalendarOn: true } });
  const accounts = await world.connect({ count: 2, videos: 25 });
  const [accountId = '', otherId = ''] = accounts.keys();
  await world.run({ job: 'all', accountId });
  await world.hub.database.database.asSystem((tx) => world.hub.jobs.enqueue(tx, contentCatchUpJob, '', {}));
  await world.hub.jobs.settle();
  // 20:30 in Jakarta: the first was read by hand, the second would have gone by.
  expect(await daysOf(accountId)).toEqual(['05-04']);
  expect(await daysOf(otherId)).toEqual(['05-04 late']);
}, 120_000);
