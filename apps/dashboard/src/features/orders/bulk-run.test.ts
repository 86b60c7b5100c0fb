import { expect, it } from 'vitest';
import { type BulkRun, retryable } from './bulk-run.ts';

it('tries again what was refused or never answered, and never what is not certain', () => {
  const outcomes = { a: 'done', b: 'rejected', c: 'unknown', d: 'held', e: 'not-found' } as const;
  const run: BulkRun = {
    action: 'fulfil',
    reason: '',
    orderIds: ['a', 'b', 'c', 'd', 'e', 'f'],
    results: Object.entries(outcomes).map(([orderId, outcome]) => ({ orderId, outcome, message: '' })),
    isRunning: false,
    problem: 'The hub does not answer',
  };
  expect(retryable(run)).toEqual(['b', 'f']);
});
