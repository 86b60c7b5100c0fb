import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { shownQuantity } from './listing-mapping.ts';
import { SkuQueue } from './sku-queue.ts';
import { rowFor } from './stock.ts';
import { itemSchema, offerSchema, rowsSchema } from './wire/inventory.ts';
import { judgeRows } from './write-quantities.ts';

const offer = (change: object) => offerSchema.parse({ offerId: '1', sku: 'A', status: 'PUBLISHED', format: 'FIXED_PRICE', ...change });
const item = (quantity: number | undefined) =>
  itemSchema.parse({ sku: 'A', availability: { shipToLocationAvailability: quantity === undefined ? {} : { quantity } } });

describe('the row that writes stock', () => {
  it('sets the item and every published offer that has a number of its own', () => {
    const offers = [
      offer({ offerId: '1', availableQuantity: 3 }),
      offer({ offerId: '2', availableQuantity: 3, marketplaceId: 'EBAY_DE' }),
      offer({ offerId: '3' }),
      offer({ offerId: '4', availableQuantity: 3, status: 'UNPUBLISHED' }),
      offer({ offerId: '5', availableQuantity: 1, format: 'AUCTION' }),
    ];
    expect(rowFor('A', 7, offers)).toEqual({
      sku: 'A',
      shipToLocationAvailability: { quantity: 7 },
      offers: [
        { offerId: '1', availableQuantity: 7 },
        { offerId: '2', availableQuantity: 7 },
      ],
    });
  });

  it('names no offers when there are none', () => {
    expect(rowFor('A', 0, [])).toEqual({ sku: 'A', shipToLocationAvailability: { quantity: 0 } });
  });
});

describe('what buyers see', () => {
  it.each([
    [5, 3, 3],
    [2, 3, 2],
    [undefined, 3, 3],
    [5, undefined, 5],
    [undefined, undefined, undefined],
  ])('of %s units and an offer of %s is %s', (has, maySell, shown) => {
    expect(shownQuantity(item(has), offer(maySell === undefined ? {} : { availableQuantity: maySell }))).toBe(shown);
  });
});

describe('rows of an answer', () => {
  const judge = (...responses: object[]) => judgeRows(rowsSchema.parse({ responses }).responses);
  const refusal = { errorId: 25709, category: 'REQUEST', message: 'Invalid value for quantity' };

  it('are a success only when each of them is', () => {
    expect(() => judge({ sku: 'A', statusCode: 200 }, { offerId: '1', statusCode: 200 })).not.toThrow();
    expect(() => judge({ sku: 'A', statusCode: 200 }, { offerId: '1', statusCode: 400, errors: [refusal] })).toThrow(
      expect.objectContaining({ kind: 'invalid', vendorCode: '25709' }),
    );
    expect(() => judge({ sku: 'A', statusCode: 500 })).toThrow(expect.objectContaining({ kind: 'outcome-unknown' }));
  });

  it('that are missing say nothing of what happened', () => {
    expect(() => judge()).toThrow(expect.objectContaining({ kind: 'outcome-unknown' }));
    expect(() => judge()).toThrow(PlatformFailure);
  });
});

describe('writes of one seller code', () => {
  it('take turns, whatever became of the one before; those of others do not wait', async () => {
    const queue = new SkuQueue();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = queue.run('shop', 'A', async () => {
      await gate.promise;
      done.push('first');
      throw new Error('refused');
    });
    const second = queue.run('shop', 'A', async () => done.push('second'));
    await queue.run('shop', 'B', async () => done.push('other code'));
    await queue.run('other shop', 'A', async () => done.push('other shop'));
    gate.resolve();
    await expect(first).rejects.toThrow('refused');
    await second;
    expect(done).toEqual(['other code', 'other shop', 'first', 'second']);
  });
});
