import { readFileSync } from 'node:fs';
import { orderStatuses, PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { readOrder } from './order-mapping.ts';
import { orderStatusOf } from './order-status.ts';

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/orders.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;

describe('an order of TikTok Shop', () => {
  it('is newer when it got further within the same second', () => {
    const base = fixtures.platformShipped ?? {};
    const path = [
      'UNPAID',
      'ON_HOLD',
      'AWAITING_SHIPMENT',
      'PARTIALLY_SHIPPING',
      'AWAITING_COLLECTION',
      'IN_TRANSIT',
      'DELIVERED',
      'CANCELLED',
    ];
    const versions = path.map((status) => readOrder({ ...base, status }).version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(path.length);
    // A wish that was made and refused within one second must not look newer than its refusal.
    expect(readOrder({ ...base, is_buyer_request_cancel: true }).version).toBe(readOrder(base).version);
    const nextSecond = readOrder({ ...base, update_time: Number(base.update_time) + 1, status: 'UNPAID' });
    expect(nextSecond.version).toBeGreaterThan(readOrder({ ...base, status: 'CANCELLED' }).version);
  });

  it('keeps one line per unit, exact ids, amounts in minor units and masked names as they are', () => {
    const order = readOrder(fixtures.platformShipped);
    expect(order).toMatchObject({
      externalId: '576461413038785752',
      status: 'to_arrange',
      isPlatformShipped: true,
      version: 1_793_603_700_200,
      total: { minor: 5490, currency: 'MYR' },
      shipping: { minor: 490, currency: 'MYR' },
      buyerName: 'A*** T***n',
      buyerNote: 'Please wrap it',
      address: { phone: '(+60)12*****89', city: 'Petaling Jaya', state: 'Selangor', postalCode: '47***', lines: ['***'] },
    });
    expect(order.lines.map(({ externalId, quantity }) => [externalId, quantity])).toEqual([
      ['577086512123755123', 1],
      ['577086512123755124', 1],
    ]);
    expect(order.packages).toEqual([
      {
        externalId: '1152321127278713123',
        status: 'to_arrange',
        carrierName: '',
        trackingNumber: '',
        externalLineIds: ['577086512123755123', '577086512123755124'],
      },
    ]);
  });

  it('takes the shipping deadline and the hand-over deadline from their two different fields', () => {
    const order = readOrder(fixtures.platformShipped);
    expect(order.shipByAt).toEqual(new Date(1_793_772_800_000));
    expect(order.handOverByAt).toEqual(new Date(1_793_859_200_000));
  });

  it('has one package for each part once it was split', () => {
    const order = readOrder(fixtures.split);
    expect(order.status).toBe('partially_shipped');
    expect(order.packages.map(({ externalId, status, trackingNumber }) => [externalId, status, trackingNumber])).toEqual([
      ['1152321127278713130', 'to_hand_over', 'JT0001'],
      ['1152321127278713131', 'to_arrange', ''],
    ]);
    expect(order.lines.map(({ status }) => status)).toEqual(['shipped', 'open']);
  });

  it('has no address while unpaid, although the platform sends one of empty texts', () => {
    const order = readOrder(fixtures.unpaid);
    expect(order).toMatchObject({ status: 'unpaid', address: undefined, isPlatformShipped: false, packages: [] });
  });

  it('has no package in the United States before it ships, and shows a cancelled line', () => {
    const order = readOrder(fixtures.withoutPackage);
    expect(order.packages).toEqual([]);
    expect(order.total).toEqual({ minor: 128, currency: 'USD' });
    expect(order.lines.map(({ status }) => status)).toEqual(['open', 'cancelled']);
  });

  it.each([
    ['a status that this version does not know', { status: 'TELEPORTED' }],
    ['an amount that is no number', { payment: { currency: 'MYR', total_amount: 'a lot' } }],
    ['no id', { id: undefined }],
    ['lines that are no list', { line_items: 'none' }],
  ])('is refused with the reason when it has %s', (_what, change) => {
    expect(() => readOrder({ ...fixtures.platformShipped, ...change })).toThrow(PlatformFailure);
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not take the status %s for a known one', (status) => {
    expect(orderStatusOf(status)).toBeUndefined();
  });

  it('can reach every status of the hub', () => {
    const names = [
      'UNPAID',
      'ON_HOLD',
      'AWAITING_SHIPMENT',
      'PARTIALLY_SHIPPING',
      'AWAITING_COLLECTION',
      'IN_TRANSIT',
      'DELIVERED',
      'COMPLETED',
    ];
    expect(new Set([...names, 'CANCELLED'].map(orderStatusOf))).toEqual(new Set(orderStatuses));
  });
});
