import { expect, it } from 'vitest';
import type { Schemas } from '../../lib/api.ts';
import { groupLines } from './item-groups.ts';

const line = (id: string, change: Partial<Schemas['OrderLine']> = {}): Schemas['OrderLine'] => ({
  id,
  externalId: id,
  title: 'Coffee',
  variantName: '250 g',
  sellerCode: 'C-250',
  imageUrl: null,
  quantity: 1,
  unitPrice: { amount: '45000', currency: 'IDR' },
  status: 'open',
  reservations: [{ skuId: 's', skuCode: 'C-250', quantity: 1, state: 'open' }],
  ...change,
});

it('adds up units of one thing, and keeps apart what differs in state', () => {
  const short = [{ skuId: 's', skuCode: 'C-250', quantity: 1, state: 'short' }];
  const groups = groupLines([line('1'), line('2'), line('3', { reservations: short }), line('4', { status: 'cancelled' })]);
  expect(groups.map(({ quantity, reservations }) => [quantity, reservations[0]?.quantity])).toEqual([
    [2, 2],
    [1, 1],
    [1, 1],
  ]);
});
