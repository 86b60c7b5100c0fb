import { describe, expect, it } from 'vitest';
import { spentUntilOf } from './daily-budgets.ts';
import { inParallel, inParts } from './in-parallel.ts';
import { limits } from './limits.ts';

/** eBay's numbers for a day. */
const allowed: Readonly<Record<keyof typeof limits, number>> = {
  'sell.fulfillment': 100_000,
  'sell.inventory': 2_000_000,
  'sell.account': 25_000,
  'commerce.identity': 5_000,
  'commerce.notification': 8_000,
  'commerce.notification.keys': 2_000,
  'developer.analytics': 5_000,
  'oauth.code': 10_000,
  'oauth.refresh': 50_000,
  'oauth.application': 1_000,
};

it.each(Object.entries(limits))(
  'never lets more calls of %s leave in any day than eBay allows',
  (name, { requests, windowSeconds, burst = 0 }) => {
    expect(requests * (86_400 / windowSeconds) + burst).toBeLessThanOrEqual(allowed[name as keyof typeof limits]);
    expect(requests).toBeGreaterThan(allowed[name as keyof typeof limits] * 0.7);
  },
);

describe('a used up day', () => {
  const nowMs = Date.parse('2026-03-02T10:00:00.000Z');
  const answer = (remaining: number | undefined, reset: string | undefined) => ({
    rateLimits: [{ resources: [{ rates: [{ remaining, reset }] }] }],
  });

  it('ends when eBay says', () => {
    expect(spentUntilOf(answer(0, '2026-03-03T08:00:00.000Z'), nowMs)).toEqual(new Date('2026-03-03T08:00:00.000Z'));
  });

  it.each([
    ['something is left', answer(1, '2026-03-03T08:00:00.000Z')],
    ['nothing is said', answer(undefined, undefined)],
    ['the end is over', answer(0, '2026-03-02T09:00:00.000Z')],
    ['the end is no instant', answer(0, 'placeholder')],
    ['nothing matches', { rateLimits: [] }],
  ])('is none when %s', (_when, said) => {
    expect(spentUntilOf(said, nowMs)).toBeUndefined();
  });
});

describe('work in parallel', () => {
  it('keeps to the number at once and to the order of answers', async () => {
    let running = 0;
    let most = 0;
    const doubled = await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (n) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return n * 2;
    });
    expect(doubled).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(most).toBe(3);
  });

  it('begins nothing more once something failed', async () => {
    const begun: number[] = [];
    const work = inParallel([1, 2, 3, 4], 1, async (n) => {
      begun.push(n);
      if (n === 2) throw new Error('refused');
    });
    await expect(work).rejects.toThrow('refused');
    expect(begun).toEqual([1, 2]);
  });

  it('cuts a list into parts', () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inParts([], 2)).toEqual([]);
  });
});
