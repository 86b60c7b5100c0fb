import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atsOf, type PublishInput, quantityToPublish } from './publish-quantity.ts';

const units = fc.integer({ min: 0, max: 10_000 });
const input: fc.Arbitrary<PublishInput> = fc.record({
  mode: fc.constantFrom('mirror' as const, 'buffered' as const),
  onHand: fc.integer({ min: -100, max: 10_000 }),
  reserved: units,
  promoHeld: fc.integer({ min: 0, max: 50 }),
  safetyStock: fc.integer({ min: 0, max: 50 }),
  buffer: fc.integer({ min: 0, max: 50 }),
  perUnit: fc.integer({ min: 1, max: 12 }),
});

describe('the number shown at a marketplace', () => {
  test('is never negative and never more than the units that are free', () => {
    fc.assert(
      fc.property(fc.array(input, { minLength: 1, maxLength: 5 }), (components) => {
        const quantity = quantityToPublish(components);
        expect(quantity).toBeGreaterThanOrEqual(0);
        for (const one of components) expect(quantity * one.perUnit).toBeLessThanOrEqual(Math.max(0, atsOf(one)));
      }),
    );
  });

  test('never rises when more is promised, nor when more is kept back', () => {
    fc.assert(
      fc.property(input, units, (one, more) => {
        const now = quantityToPublish([one]);
        expect(quantityToPublish([{ ...one, reserved: one.reserved + more }])).toBeLessThanOrEqual(now);
        expect(quantityToPublish([{ ...one, safetyStock: one.safetyStock + more }])).toBeLessThanOrEqual(now);
        expect(quantityToPublish([{ ...one, mode: 'buffered' }])).toBeLessThanOrEqual(quantityToPublish([{ ...one, mode: 'mirror' }]));
      }),
    );
  });

  test('mirrors what is free to the unit, and keeps the buffer back where asked', () => {
    const one = { onHand: 10, reserved: 3, promoHeld: 1, safetyStock: 1, buffer: 2, perUnit: 1 };
    expect(quantityToPublish([{ ...one, mode: 'mirror' }])).toBe(5);
    expect(quantityToPublish([{ ...one, mode: 'buffered' }])).toBe(3);
    expect(quantityToPublish([{ ...one, mode: 'mirror', perUnit: 2 }])).toBe(2);
  });
});
