import { expect, test } from 'vitest';
import { Identifiers } from './identifiers.ts';

test('makes ids of the documented shapes that never repeat, also not in the next run', () => {
  const seen = new Set<string>();
  for (const run of [123_456, 123_457]) {
    const identifiers = new Identifiers(run);
    for (let count = 0; count < 2_000; count += 1) {
      const order = identifiers.order(114);
      expect(order).toMatch(/^114-\d{7}-\d{7}$/);
      const shipment = identifiers.uuid();
      expect(shipment).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      for (const id of [order, shipment, identifiers.item(), identifiers.asin()]) seen.add(id);
    }
  }
  expect(seen.size).toBe(2 * 2_000 * 4);
});

test('gives tracking numbers as many digits as they want', () => {
  const identifiers = new Identifiers(7);
  expect([8, 18].map((count) => identifiers.digits(count).length)).toEqual([8, 18]);
});
