import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accept, beginClaim, type Claim, refuse, seeSale, seeWatermark, send } from './claim.ts';
import { type Claimant, type ClaimGroup, decidePush, sharesOf, slackOf } from './decide-push.ts';
import { shareOut } from './share-out.ts';

const proved = (bound: number, expected = bound): Claim => ({ bound, expected, isProved: true, push: undefined });
const claimant = (variantId: string, claim: Claim, input: Partial<Claimant> = {}): Claimant => ({
  variantId,
  claim,
  uses: new Map([['a', 1]]),
  weight: 1,
  canPush: true,
  ...input,
});
const group = (free: number, ...claimants: Claimant[]): ClaimGroup => ({ free: new Map([['a', free]]), claimants });

/** Lets every push be accepted and drained, round by round, until nobody has anything to push. */
function settle(start: ClaimGroup): { group: ClaimGroup; pushes: number } {
  let now = start;
  let pushes = 0;
  for (let round = 0; round < 50; round++) {
    const before = pushes;
    for (const { variantId } of now.claimants) {
      const decision = decidePush(now, variantId);
      if (decision.kind !== 'push') continue;
      pushes += 1;
      now = changed(now, variantId, (claim) => accept(send(claim, { number: 1, quantity: decision.quantity, atMs: 0 }), 1, 0));
    }
    for (const { variantId } of now.claimants) now = changed(now, variantId, (claim) => seeWatermark(claim, 0, 0));
    if (pushes === before) return { group: now, pushes };
  }
  throw new Error('it never comes to rest');
}

function changed(all: ClaimGroup, variantId: string, change: (claim: Claim) => Claim): ClaimGroup {
  return { ...all, claimants: all.claimants.map((one) => (one.variantId === variantId ? { ...one, claim: change(one.claim) } : one)) };
}

const units = fc.integer({ min: 0, max: 40 });
const anyGroup: fc.Arbitrary<ClaimGroup> = fc
  .record({
    a: units,
    b: units,
    claimants: fc.array(
      fc.record({
        bound: fc.integer({ min: 0, max: 12 }),
        unseen: fc.integer({ min: 0, max: 3 }),
        perA: fc.integer({ min: 1, max: 3 }),
        perB: fc.integer({ min: 0, max: 2 }),
        weight: fc.integer({ min: 1, max: 50 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ a, b, claimants }) => ({
    free: new Map([
      ['a', a],
      ['b', b],
    ]),
    claimants: claimants.map(({ bound, unseen, perA, perB, weight }, index) =>
      claimant(`v${index}`, proved(bound, Math.max(0, bound - unseen)), {
        weight,
        uses: new Map([['a', perA], ...(perB > 0 ? [['b', perB] as const] : [])]),
      }),
    ),
  }));

describe('shares', () => {
  test('never add up to more than there is, and nobody goes without where there are two for each', () => {
    fc.assert(
      fc.property(units, fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }), (free, weights) => {
        const shares = [
          ...shareOut(
            free,
            weights.map((weight, n) => ({ id: `v${n}`, weight })),
          ).values(),
        ];
        const shared = shares.reduce((sum, share) => sum + share, 0);
        expect(shared).toBeLessThanOrEqual(free);
        expect(shared).toBeGreaterThanOrEqual(free - Math.floor(free / 8));
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(shared >= 2 * weights.length ? 1 : 0);
      }),
    );
  });

  test('of a bundle hold for every component', () => {
    fc.assert(
      fc.property(anyGroup, (one) => {
        const shares = sharesOf(one);
        for (const [skuId, free] of one.free) {
          const taken = one.claimants.reduce((sum, { variantId, uses }) => sum + (shares.get(variantId) ?? 0) * (uses.get(skuId) ?? 0), 0);
          expect(taken).toBeLessThanOrEqual(Math.max(0, free));
        }
      }),
    );
  });
});

describe('what is pushed', () => {
  test('never makes the claims exceed what is free, once they do not', () => {
    fc.assert(
      fc.property(anyGroup, (one) => {
        for (const { variantId, uses } of one.claimants) {
          const decision = decidePush(one, variantId);
          if (decision.kind !== 'push' || decision.quantity === 0) continue;
          const after = changed(one, variantId, (claim) => send(claim, { number: 1, quantity: decision.quantity, atMs: 0 }));
          for (const skuId of uses.keys()) expect(slackOf(after, skuId)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('comes to rest, and then nobody claims what is not there and nobody that has a share shows nothing', () => {
    fc.assert(
      fc.property(anyGroup, (one) => {
        const { group: rested, pushes } = settle(one);
        expect(pushes).toBeLessThanOrEqual(one.claimants.length * 8);
        for (const skuId of rested.free.keys()) expect(slackOf(rested, skuId)).toBeGreaterThanOrEqual(0);
        const shares = sharesOf(rested);
        const single = rested.claimants.every(({ uses }) => uses.size === 1 && uses.get('a') === 1);
        if (single)
          for (const { variantId, claim } of rested.claimants) expect(claim.expected === 0 && (shares.get(variantId) ?? 0) > 0).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('when the mode begins, is a share for each at once, and after the drain the claims fit', () => {
    const four = ['v1', 'v2', 'v3', 'v4'].map((id) => claimant(id, beginClaim(10)));
    const { group: rested } = settle(group(10, ...four));
    expect(rested.claimants.map(({ claim }) => claim.bound).reduce((sum, bound) => sum + bound, 0)).toBeLessThanOrEqual(10);
    expect(rested.claimants.every(({ claim }) => claim.isProved && claim.bound >= 2)).toBe(true);
  });

  test('after a sale is nothing: the number there fell by itself, and the unit is promised here', () => {
    const start = group(10, claimant('v1', proved(5)), claimant('v2', proved(4)));
    const sold = changed({ ...start, free: new Map([['a', 9]]) }, 'v1', (claim) => seeSale(claim, { units: 1, placedAtMs: 0 }, 0));
    expect(decidePush(sold, 'v1')).toEqual({ kind: 'rest', why: 'content' });
    expect(decidePush(sold, 'v2')).toEqual({ kind: 'rest', why: 'content' });
  });

  test('to one that sold out is what nobody claims, without asking the others', () => {
    const start = group(16, claimant('v1', proved(0), { weight: 5 }), claimant('v2', proved(12)));
    expect(decidePush(start, 'v1')).toEqual({ kind: 'push', quantity: 4, why: 'refill' });
  });

  test('the last unit goes to where it sells, over a give-back', () => {
    const start = group(1, claimant('v1', proved(0), { weight: 9 }), claimant('v2', proved(1)));
    expect(decidePush(start, 'v1')).toEqual({ kind: 'rest', why: 'siblings' });
    expect(decidePush(start, 'v2')).toEqual({ kind: 'push', quantity: 0, why: 'give-back' });
    const { group: rested } = settle(start);
    expect(rested.claimants.map(({ claim }) => claim.expected)).toEqual([1, 0]);
  });

  test('a count below what is claimed is given back by as many as it takes, the one with most too much first', () => {
    const start = group(6, claimant('v1', proved(5)), claimant('v2', proved(4)));
    expect(decidePush(start, 'v1')).toEqual({ kind: 'push', quantity: 0, why: 'cut' });
    expect(decidePush(start, 'v2')).toEqual({ kind: 'rest', why: 'content' });
  });

  test('waits for an answer, and for the drain', () => {
    const asked = send(proved(0), { number: 1, quantity: 3, atMs: 0 });
    expect(decidePush(group(9, claimant('v1', asked)), 'v1')).toEqual({ kind: 'rest', why: 'answer' });
    expect(decidePush(group(9, claimant('v1', accept(asked, 1, 0))), 'v1')).toEqual({ kind: 'rest', why: 'drain' });
    expect(decidePush(group(9, claimant('v1', refuse(asked, 1))), 'v1')).toMatchObject({ kind: 'push', quantity: 9 });
  });

  test('leaves to a shop that takes no numbers what it claims', () => {
    const start = group(10, claimant('v1', proved(0)), claimant('v2', proved(6), { canPush: false }));
    expect(decidePush(start, 'v1')).toEqual({ kind: 'push', quantity: 4, why: 'refill' });
    expect(decidePush(start, 'v2')).toEqual({ kind: 'rest', why: 'closed' });
  });
});
