import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../fixtures/ebay.vectors.json' with { type: 'json' };
import type { Order } from './model.ts';
import { readOrderFilter } from './order-filter.ts';
import { Refusal } from './refusal.ts';

const nowMs = Date.parse('2026-03-10T00:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

function order(createdAtMs: number, modifiedAtMs = createdAtMs, shippedQuantity = 0): Order {
  const contact = { fullName: 'A', addressLine1: 'B', city: 'C', stateOrProvince: 'D', postalCode: 'E', countryCode: 'US' };
  const line = { id: '1', offerId: '1', listingId: '1', variationAspects: [], title: 'T', quantity: 2, priceMinor: 100, shippedQuantity };
  return {
    id: '01-00000-00001',
    sellerId: 's',
    marketplaceId: 'EBAY_US',
    buyerUsername: 'b',
    recipient: { ...contact, phoneNumber: '1', email: 'e' },
    shippingServiceCode: 'x',
    shippingMinor: 0,
    taxMinor: 0,
    lines: [line],
    recordReference: '1',
    fulfillmentIds: [],
    createdAtMs,
    modifiedAtMs,
    cancelRequests: [],
    shipCalls: 0,
    shipEffects: 0,
  };
}

test.each(vectors.get_orders_filter.vectors)('reads $id as its query carries it', ({ filter, query }) => {
  expect(new URLSearchParams(query).get('filter')).toBe(filter);
  expect(() => readOrderFilter(filter, nowMs)).not.toThrow();
});

test('an open range goes on until now, and a closed one holds both its ends', () => {
  const [from = 0, until = 0] = [Date.parse('2026-03-01T00:00:00.000Z'), Date.parse('2026-03-02T00:00:00.000Z')];
  const closed = readOrderFilter(`creationdate:[${iso(from)}..${iso(until)}]`, nowMs);
  expect([from - 1, from, until, until + 1].map((ms) => closed(order(ms)))).toEqual([false, true, true, false]);
  expect(readOrderFilter(`lastmodifieddate:[${iso(from)}..]`, nowMs)(order(from - 1, nowMs))).toBe(true);
});

test('the two sets of states share the orders that are on their way', () => {
  const open = readOrderFilter('orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}', nowMs);
  const touched = readOrderFilter('orderfulfillmentstatus:{IN_PROGRESS|FULFILLED}', nowMs);
  const states = [0, 1, 2].map((shipped) => order(nowMs, nowMs, shipped));
  expect(states.map(open)).toEqual([true, true, false]);
  expect(states.map(touched)).toEqual([false, true, true]);
});

test('without a date the last 90 days count', () => {
  const filter = readOrderFilter(undefined, nowMs);
  expect(filter(order(nowMs - 89 * 86_400_000))).toBe(true);
  expect(filter(order(nowMs - 91 * 86_400_000))).toBe(false);
});

test('whatever is sent is read or refused with a number of its own', () => {
  const words = fc.constantFrom(
    'creationdate',
    'lastmodifieddate',
    'orderfulfillmentstatus',
    ':',
    '[',
    ']',
    '{',
    '}',
    '..',
    ',',
    '|',
    iso(nowMs),
    'FULFILLED',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((parts) => parts.join('')),
      ),
      (text) => {
        try {
          readOrderFilter(text, nowMs);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(error instanceof Refusal && error.errorId >= 30_700 && error.errorId <= 30_850).toBe(true);
        }
      },
    ),
  );
});
