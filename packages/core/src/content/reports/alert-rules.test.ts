import { expect, test } from 'vitest';
import { alertsOfAccount, alertsOfRun, type WatchedRun } from './alert-rules.ts';
import type { MeasuredAccount } from './board-query.ts';
import type { Figures } from './figures-query.ts';
import type { ReportAccount } from './report-account.ts';

const now = new Date('2026-03-10T12:00:00Z');
const account = (more: Partial<ReportAccount>, missingDays = 0): MeasuredAccount => ({
  account: {
    accountId: 'acc_1',
    status: 'CONNECTED',
    tokenEndsAt: null,
    lastSyncAt: null,
    outletName: 'Kemang',
    handle: 'kemang',
    ...more,
  } as ReportAccount,
  period: undefined,
  figures: { missingDays } as Figures,
  compared: undefined,
  sortKey: null,
});
const said = (row: MeasuredAccount) => alertsOfAccount(row, now).map(({ code, severity }) => `${code} ${severity}`);
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test.each([
  [48, []],
  [47.9, ['TOKEN_ENDS warning']],
  [24, ['TOKEN_ENDS warning']],
  [23.9, ['TOKEN_ENDS critical']],
  [0, ['TOKEN_ENDS critical']],
])('a consent that ends in %s hours: %j', (hours, alerts) => {
  expect(said(account({ tokenEndsAt: inHours(hours) }))).toEqual(alerts);
});

test.each([
  [0, []],
  [1, ['DAYS_MISSING warning']],
  [2, ['DAYS_MISSING warning']],
  [3, ['DAYS_MISSING critical']],
])('%s missing days of the last week: %j', (missing, alerts) => {
  expect(said(account({}, missing))).toEqual(alerts);
});

test('an account to reconnect is told once, without what follows from it; one that was disconnected is quiet', () => {
  expect(said(account({ status: 'NEED_RECONNECT', tokenEndsAt: inHours(1) }, 7))).toEqual(['NEEDS_RECONNECT critical']);
  expect(said(account({ status: 'EXPIRED' }))).toEqual(['NEEDS_RECONNECT critical']);
  expect(said(account({ status: 'NOT_CONNECTED' }, 7))).toEqual([]);
  expect(said(account({ accountId: null, status: 'NOT_CONNECTED' }))).toEqual([]);
});

const run = { id: 'run_1', job: 'video', startedAt: inHours(-5), finishedAt: undefined, total: 200, failed: 0 };
const afterMinutes = (minutes: number) => new Date(run.startedAt.getTime() + minutes * 60_000);
const ofRun = (more: Partial<WatchedRun>) => alertsOfRun({ ...run, ...more }, now).map(({ code, severity }) => `${code} ${severity}`);

test.each([
  [15, []],
  [15.1, ['SYNC_SLOW warning']],
  [20, ['SYNC_SLOW warning']],
  [20.1, ['SYNC_SLOW critical']],
])('a run of %s minutes: %j', (minutes, alerts) => {
  expect(ofRun({ finishedAt: afterMinutes(minutes) })).toEqual(alerts);
});

test('a run under way is as long as it has been', () => {
  expect(alertsOfRun(run, now)[0]?.params).toEqual({ minutes: 300, job: 'video' });
});

test.each([
  [10, []],
  [11, ['SYNC_FAILURES warning']],
  [20, ['SYNC_FAILURES warning']],
  [21, ['SYNC_FAILURES critical']],
])('%s failures of 200: %j', (failed, alerts) => {
  expect(ofRun({ finishedAt: afterMinutes(1), failed })).toEqual(alerts);
});

test('a run of nobody has no failures', () => {
  expect(ofRun({ finishedAt: afterMinutes(1), total: 0 })).toEqual([]);
});
