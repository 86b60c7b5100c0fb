import { expect, test } from 'vitest';
import { describeError, GiveUp, outcomeOf, RetryAt } from './job-outcome.ts';

test('what a handler throws decides whether, and when, the job runs again', () => {
  const later = new Date(5_000);
  const plain = new Error('plain');
  const hopeless = new GiveUp('hopeless');
  expect(outcomeOf(plain, false)).toEqual({ kind: 'failed', error: plain });
  expect(outcomeOf(hopeless, false)).toEqual({ kind: 'gave-up', error: hopeless });
  expect(outcomeOf(new RetryAt(later), false)).toEqual({ kind: 'postponed', at: later, behindOthers: false });
  const inTrouble = new RetryAt(later, 'down', { behindOthers: true });
  expect(outcomeOf(inTrouble, false)).toEqual({ kind: 'postponed', at: later, behindOthers: true });
  expect(outcomeOf(plain, true)).toEqual({ kind: 'given-back' });
});

test('a stored error keeps its words and those of its cause, and nothing else', () => {
  const error = Object.assign(new GiveUp('outer', new Error('inner')), { token: 'secret' });
  expect(describeError(error)).toMatchObject({ name: 'GiveUp', message: 'outer (cause: inner)' });
  expect(JSON.stringify(describeError(error))).not.toContain('secret');
  expect(describeError('text')).toEqual({ name: 'Error', message: 'text' });
});
