import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureAccounts } from './board-query.ts';
import { writeSampleChain } from './history/write-sample-chain.ts';
import { addDays } from './period.ts';
import { createReportWorld, type ReportWorld, tenantId } from './test/report-world.ts';
import { createGainReader } from './video-gains.ts';
import { figuresView, gainRequests } from './view-board.ts';
import { viewSummary } from './view-summary.ts';

const now = new Date('2026-03-10T05:00:00Z');
let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld(now.toISOString());
  const chain = { tenantId, platform: 'p', days: 100, until: '2026-03-09' };
  await writeSampleChain(world.db.database, { ...chain, accounts: 12, videos: 14 });
});
afterAll(() => world[Symbol.asyncDispose]());

const everything = { filter: {}, sort: 'outlet', order: 'asc', cursor: undefined, limit: undefined } as const;
const period = fc
  .tuple(fc.integer({ min: -10, max: 102 }), fc.integer({ min: 0, max: 110 }))
  .map(([from, length]) => ({ from: addDays('2025-11-30', from), to: addDays('2025-11-30', from + length) }));

test('what the videos of an account gained adds up to what its days gained, over any period', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(period, async (range) => {
      const periods = { period: range, compared: undefined };
      await world.inTenant(async (tx) => {
        const rows = await measureAccounts(tx, { tenantId, now, periods, ...everything });
        const gains = await createGainReader(tx, tenantId)(gainRequests(rows, (row) => row.period));
        for (const { account, figures } of rows) {
          const own = gains.get(account.id) ?? [];
          for (const name of ['views', 'likes', 'comments', 'shares'] as const) {
            const sum = own.reduce((total, { gained }) => total + (gained?.[name] ?? 0), 0);
            expect([range, account.handle, name, sum]).toEqual([range, account.handle, name, figures?.gained?.[name] ?? 0]);
          }
          compared += figures?.gained ? 1 : 0;
        }
      });
    }),
    { numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(100);
});

test('the growth and the gains of all accounts add up to the summary, over any period', async () => {
  await fc.assert(
    fc.asyncProperty(period, async (range) => {
      const periods = { period: range, compared: 'previous' as const };
      await world.inTenant(async (tx) => {
        const rows = await measureAccounts(tx, { tenantId, now, periods, ...everything });
        const summary = await viewSummary(tx, { tenantId, now, periods, group: undefined, top: 5 });
        const figures = rows.flatMap((row) => (row.figures ? [figuresView(row.figures)] : []));
        for (const name of [
          'followers',
          'followersChange',
          'views',
          'likes',
          'comments',
          'shares',
          'videosPosted',
          'missingDays',
        ] as const) {
          const known = figures.map((each) => each[name]).filter((value) => value !== null);
          const sum = known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
          expect([range, name, summary.figures[name]]).toEqual([range, name, sum]);
          const ofGroups = summary.groups.map((group) => group.figures[name]).filter((value) => value !== null);
          expect([range, name, ofGroups.reduce((total, value) => total + value, 0)]).toEqual([range, name, sum ?? 0]);
        }
        const dayViews = summary.days.map(({ views }) => views ?? 0).reduce((total, value) => total + value, 0);
        expect([range, dayViews]).toEqual([range, summary.figures.views ?? 0]);
        expect(summary.days.reduce((total, day) => total + day.accountsRead, 0)).toBe(summary.figures.readDays);
        expect(summary.topVideos.map(({ gained }) => gained?.views ?? 0)).toEqual(
          summary.topVideos.map(({ gained }) => gained?.views ?? 0).toSorted((a, b) => b - a),
        );
      });
    }),
    { numRuns: 25 },
  );
});
