import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slotInterval } from './slot-arithmetic.ts';
import { pace, paceAfterRefusal, paceAt, paceGrowth } from './slot-pace.ts';

const anyLimit = fc
  .record({ requests: fc.integer({ min: 1, max: 120 }), windowSeconds: fc.constantFrom(1, 10, 60) })
  .filter((limit) => slotInterval(limit) < 3);

/** Calls as fast as the pace allows against a server that takes one only every `every` seconds (a GCRA of its own, no patience). */
function play(limit: { requests: number; windowSeconds: number }, share: number, calls: number) {
  const every = slotInterval(limit) / share;
  let [known, pacedAt, now, free] = [1, 0, 0, 0];
  const refusedAt: number[] = [];
  let most = 0;
  for (let call = 0; call < calls; call++) {
    const part = paceAt(known, now - pacedAt, limit);
    most = Math.max(most, part);
    now += slotInterval(limit) / part;
    // The server forgives a tenth, as one that counts windows does.
    if (now < free - every / 10) {
      refusedAt.push(call);
      known = paceAfterRefusal(part);
      now = pacedAt = now + pace.deafSeconds;
    } else free = Math.max(now, free) + every;
  }
  return { refusedAt, most, seconds: now, every };
}

it('settles below what a server really allows: few refusals, most of it used, never above the configured limit', () => {
  fc.assert(
    fc.property(anyLimit, fc.double({ min: 0.3, max: 0.95, noNaN: true }), (limit, share) => {
      const calls = 4_000;
      const { refusedAt, most, seconds, every } = play(limit, share, calls);
      expect(most).toBeLessThanOrEqual(1);
      expect(refusedAt.filter((call) => call > calls / 2).length).toBeLessThan(calls / 2 / 15);
      const used = ((calls - refusedAt.length) * every) / seconds;
      expect(used).toBeGreaterThan(0.5);
    }),
  );
});

it('is back at the whole limit when the server is, and a storm of refusals leaves something', () => {
  fc.assert(
    fc.property(anyLimit, fc.integer({ min: 1, max: 50 }), (limit, refusals) => {
      let known = 1;
      for (let n = 0; n < refusals; n++) known = paceAfterRefusal(known);
      expect(known).toBeGreaterThanOrEqual(pace.least);
      expect(paceAt(known, (1 - known) / paceGrowth(limit), limit)).toBeCloseTo(1);
      expect((1 - known) / paceGrowth(limit)).toBeLessThanOrEqual(5_400);
      expect(paceAt(known, -5, limit)).toBe(known);
    }),
  );
});
