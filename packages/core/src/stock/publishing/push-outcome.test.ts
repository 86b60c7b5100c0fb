import { GiveUp } from '@shopfleet/jobs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { expect, test } from 'vitest';
import { jobErrorOf } from './push-outcome.ts';

const retryAt = new Date('2026-11-21T08:00:30Z');

test('a push that its marketplace puts off waits behind the others; a refused one is not repeated', () => {
  const tooMany = new PlatformFailure('rate-limited', 'Too many calls', { retryAt });
  expect(jobErrorOf(tooMany)).toMatchObject({ name: 'RetryAt', at: retryAt, behindOthers: true });
  const broken = new PlatformFailure('unavailable', 'Broken');
  expect(jobErrorOf(broken)).toBe(broken);
  expect(jobErrorOf(new PlatformFailure('invalid', 'No such article'))).toBeInstanceOf(GiveUp);
});
