import { readFileSync } from 'node:fs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { cancelBody } from './cancel-order.ts';
import { readWireOrder } from './order-mapping.ts';
import { splitBody } from './split-order.ts';

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/orders.json', import.meta.url), 'utf8')) as Record<string, object>;
const order = readWireOrder({ ...fixtures.split, package_list: [] });
const [bag, lamp] = ['23620853561:221404189791:23620853561:0', '23620853600:0:23620853600:0'] as const;
const bagBody = { item_id: 23620853561, model_id: 221404189791, order_item_id: 23620853561, promotion_group_id: 0, model_quantity: 1 };
const lampBody = { item_id: 23620853600, model_id: 0, order_item_id: 23620853600, promotion_group_id: 0, model_quantity: 1 };
const kindOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof PlatformFailure) return error.kind;
  }
  return undefined;
};

describe('cancelling', () => {
  const input = { externalOrderId: order.order_sn, externalLineIds: [] };

  it('names the items only when they are out of stock', () => {
    expect(cancelBody(order, { ...input, reason: 'buyer-asked' })).toEqual({ order_sn: order.order_sn, cancel_reason: 'CUSTOMER_REQUEST' });
    expect(cancelBody(order, { ...input, reason: 'out-of-stock', externalLineIds: [lamp, bag] })).toEqual({
      order_sn: order.order_sn,
      cancel_reason: 'OUT_OF_STOCK',
      item_list: [
        { item_id: 23620853561, model_id: 221404189791 },
        { item_id: 23620853600, model_id: 0 },
      ],
    });
  });

  it('of a part names that part, and is not made of the whole where Shopee refuses parts', () => {
    const part = { ...input, reason: 'out-of-stock', externalLineIds: [lamp] } as const;
    expect(cancelBody({ ...order, can_partial_cancel_order: true }, part)).toMatchObject({
      item_list: [{ item_id: 23620853600, model_id: 0 }],
      partial_cancel_item_list: [lampBody],
    });
    expect(kindOf(() => cancelBody({ ...order, can_partial_cancel_order: false }, part))).toBe('unsupported');
    expect(kindOf(() => cancelBody(order, { ...part, externalLineIds: [lamp, '1:2:3:4'] }))).toBe('not-found');
  });
});

describe('splitting', () => {
  const split = (...parcels: string[][]) =>
    splitBody(order, { externalOrderId: order.order_sn, packages: parcels.map((externalLineIds) => ({ externalLineIds })) }, 'SG');

  it('names every line in its parcel', () => {
    expect(split([lamp], [bag])).toEqual({
      order_sn: order.order_sn,
      package_list: [{ item_list: [lampBody] }, { item_list: [bagBody] }],
    });
  });

  it('leaves out what was cancelled', () => {
    const [, other] = order.item_list;
    if (!other) throw new Error('the fixture has one line only');
    const partly = { ...order, item_list: [...order.item_list, { ...other, order_item_id: '9', cancelled_qty: 1 }] };
    const packages = [{ externalLineIds: [lamp] }, { externalLineIds: [bag] }];
    expect(splitBody(partly, { externalOrderId: order.order_sn, packages }, 'SG')).toMatchObject({ package_list: [{}, {}] });
    const whole = { externalOrderId: order.order_sn, reason: 'buyer-asked', externalLineIds: [lamp, bag] } as const;
    expect(cancelBody(partly, whole)).not.toHaveProperty('partial_cancel_item_list');
  });

  it.each([
    ['a line is missing', [[bag]]],
    ['a line is named twice', [[bag], [lamp], [lamp]]],
    ['a line is not of this order', [[bag], ['1:2:3:4']]],
    ['a parcel is empty', [[bag, lamp], []]],
    ['there is one parcel only', [[bag, lamp]]],
  ])('is refused when %s', (_what, parcels) => {
    expect(kindOf(() => split(...parcels))).toBe('invalid');
  });
});
