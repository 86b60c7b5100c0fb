import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routes } from './routes.ts';
import { TokenBuckets } from './token-bucket.ts';

const vectors = JSON.parse(readFileSync(new URL('../../fixtures/amazon.vectors.json', import.meta.url), 'utf8'));

interface Timeline {
  readonly id: string;
  readonly rate: number;
  readonly burst: number;
  readonly events: readonly { readonly t: number; readonly allowed: boolean; readonly tokens_after: number }[];
}

test.each(vectors.token_bucket.vectors as Timeline[])('follows the timeline $id', ({ rate, burst, events }) => {
  const buckets = new TokenBuckets();
  for (const { t, allowed, tokens_after } of events) {
    expect(buckets.take('key', { rate, burst }, t * 1000)).toBe(allowed);
    expect(buckets.tokens('key')).toBeCloseTo(tokens_after, 3);
  }
});

test('every operation has the usage plan that its model prints', () => {
  const plans = vectors.usage_plans.plans as { method: string; path: string; operation: string; rate_per_second: number; burst: number }[];
  for (const route of routes) {
    const plan = plans.find(({ method, path }) => method === route.method && path === route.path);
    expect({ api: route.api, ...route.plan }).toEqual({ api: plan?.operation, rate: plan?.rate_per_second, burst: plan?.burst });
  }
});

test('never lets through more than the burst and what flowed in since', () => {
  fc.assert(
    fc.property(
      fc.record({ rate: fc.double({ min: 0.001, max: 50, noNaN: true }), burst: fc.integer({ min: 1, max: 100 }) }),
      fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 300 }),
      (plan, gaps) => {
        const buckets = new TokenBuckets();
        let nowMs = 0;
        let allowed = 0;
        for (const gap of gaps) {
          nowMs += gap;
          if (buckets.take('key', plan, nowMs)) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual(plan.burst + (nowMs / 1000) * plan.rate + 1e-6);
      },
    ),
  );
});
