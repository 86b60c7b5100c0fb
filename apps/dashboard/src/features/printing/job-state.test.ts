import { expect, test } from 'vitest';
import { sortQueue } from './job-state.ts';
import type { Job } from './print-queries.ts';

const job = (id: string, state: Job['state'], printerId = 'a'): Job => ({
  id,
  state,
  printerId,
  printerName: printerId.toUpperCase(),
  title: id,
  documentKind: 'label',
  orderId: null,
  packageId: null,
  copies: 1,
  priority: 0,
  isPaused: false,
  attempts: 0,
  problem: '',
  requestedBy: '',
  reprintOf: null,
  reprintReason: '',
  sha256: '',
  createdAt: '2026-11-21T07:00:00Z',
  expiresAt: '2026-11-21T07:15:00Z',
  receivedAt: null,
  spooledAt: null,
  finishedAt: null,
  durationMs: null,
});

test('what a person must decide stands apart from what prints by itself', () => {
  const sorted = sortQueue([job('1', 'queued'), job('2', 'unknown'), job('3', 'failed'), job('4', 'expired')]);
  expect(sorted.undecided.map(({ id }) => id)).toEqual(['2']);
  expect(sorted.stopped.map(({ id }) => id)).toEqual(['3', '4']);
  expect(sorted.printers.flatMap(({ jobs }) => jobs.map(({ id }) => id))).toEqual(['1']);
});

test('each printer has its own queue, what prints first, the rest in its order', () => {
  const sorted = sortQueue([job('1', 'queued', 'b'), job('2', 'queued'), job('3', 'spooled'), job('4', 'queued')]);
  expect(sorted.printers.map(({ printerName, jobs }) => [printerName, jobs.map(({ id }) => id)])).toEqual([
    ['A', ['3', '2', '4']],
    ['B', ['1']],
  ]);
  expect([sorted.printing, sorted.waiting]).toEqual([1, 3]);
});
