import { expect, test } from 'vitest';
import { printerCondition } from './printer-condition.ts';

const well = { isAgentOnline: true, isPaused: false, state: 'idle', reasons: [], reportedAt: '2026-11-21T07:00:00Z' } as const;

test('a printer that says nothing wrong is ready', () => {
  expect(printerCondition({ ...well, reasons: [] })).toEqual({ key: 'idle', tone: 'good', needsCare: false });
});

test('an agent that is away hides whatever the printer said last', () => {
  expect(printerCondition({ ...well, isAgentOnline: false, reasons: ['cover-open'] }).key).toBe('agent-offline');
});

test('of several troubles the one to put right first is named', () => {
  expect(printerCondition({ ...well, state: 'stopped', reasons: ['media-empty', 'media-jam', 'other'] }).key).toBe('media-jam');
});

test('trouble at the printer is shown even while its queue is paused here', () => {
  expect(printerCondition({ ...well, isPaused: true, reasons: ['cover-open'] }).key).toBe('cover-open');
  expect(printerCondition({ ...well, isPaused: true, reasons: [] })).toMatchObject({ key: 'paused', needsCare: false });
});

test('a pause pressed at the printer itself is not the pause of its queue', () => {
  expect(printerCondition({ ...well, state: 'stopped', reasons: ['paused'] }).key).toBe('printer-paused');
});

test('a printer that nobody has heard of yet is not called broken', () => {
  expect(printerCondition({ ...well, state: 'unreachable', reasons: [], reportedAt: null }).key).toBe('never-seen');
  expect(printerCondition({ ...well, state: 'unreachable', reasons: [] }).key).toBe('unreachable');
});
