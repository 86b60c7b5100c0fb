import { expect, test } from 'vitest';
import { stateHash } from './state-hash.ts';
import { buildLine, buildOrder } from './test/build-order.ts';

const parcel = (externalId: string, externalLineIds: string[]) =>
  ({ externalId, status: 'to_arrange', carrierName: '', trackingNumber: '', externalLineIds }) as const;
const lines = [buildLine({ externalId: 'a' }), buildLine({ externalId: 'b' })];
const order = buildOrder({ externalId: 'o', lines, packages: [parcel('p1', ['a', 'b'])] });

test('is the same whatever order lines and packages come in, and whatever is told of carriers', () => {
  const other = {
    ...order,
    lines: lines.toReversed(),
    packages: [{ ...parcel('p1', ['b', 'a']), carrierName: 'JNE', trackingNumber: '1' }],
  };
  expect(stateHash(other)).toBe(stateHash(order));
  expect(stateHash({ ...order, buyerName: 'Somebody' })).toBe(stateHash(order));
});

test.each([
  { isCancelRequested: true },
  { status: 'cancelled' as const },
  { packages: [parcel('p2', ['a']), parcel('p3', ['b'])] },
  { lines: [{ ...buildLine({ externalId: 'a' }), status: 'cancelled' as const }, buildLine({ externalId: 'b' })] },
])('is another one when %o', (change) => {
  expect(stateHash({ ...order, ...change })).not.toBe(stateHash(order));
});
