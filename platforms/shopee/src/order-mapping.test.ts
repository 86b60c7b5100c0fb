import { readFileSync } from 'node:fs';
import { orderStatuses, PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { mapOrder, type OrderContext, readWireOrder } from './order-mapping.ts';
import { orderStatusOf, packageStatusOf } from './order-status.ts';

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/orders.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const readyPackages = (fixtures.ready?.package_list ?? []) as object[];
const bare: OrderContext = { trackingNumbers: new Map(), sellerChannels: new Set() };
const readOrder = (raw: unknown, context = bare) => mapOrder(readWireOrder(raw), context);
const withPackage = (order_status: string, logistics_status: string, change: object = {}) =>
  readOrder({
    ...fixtures.ready,
    order_status,
    package_list: readyPackages.map((parcel) => ({ ...parcel, logistics_status })),
    ...change,
  });

describe('an order of Shopee', () => {
  it('keeps exact ids, amounts in minor units and masked names as they are', () => {
    expect(readOrder(fixtures.ready)).toMatchObject({
      externalId: '2611020ABCDEF1',
      status: 'to_arrange',
      externalStatus: 'READY_TO_SHIP',
      isPlatformShipped: true,
      isCancelRequested: false,
      version: 1_793_580_600_200,
      paidAt: new Date(1_793_580_590_000),
      shipByAt: new Date(1_793_759_400_000),
      total: { minor: 131_000, currency: 'VND' },
      subtotal: { minor: 121_000, currency: 'VND' },
      shipping: { minor: 10_000, currency: 'VND' },
      buyerName: 'N******n',
      buyerNote: 'Gói quà giúp mình',
      address: { phone: '******21', city: 'TP. Hồ Chí Minh', lines: ['******', 'Quận 1'], regionCode: 'VN' },
      lines: [
        {
          externalId: '23620853561:221404189791:23620853561:0',
          externalProductId: '23620853561',
          externalVariantId: '23620853561:221404189791',
          sellerCode: 'BAG-RED',
          quantity: 2,
          unitPrice: { minor: 60_500, currency: 'VND' },
          status: 'open',
          externalPackageId: 'OFG198451230045678',
        },
      ],
      packages: [
        {
          externalId: 'OFG198451230045678',
          status: 'to_arrange',
          carrierName: 'SPX Express',
          trackingNumber: '',
          externalLineIds: ['23620853561:221404189791:23620853561:0'],
        },
      ],
    });
  });

  it('is newer when it got further within the same second, and when its number came', () => {
    const states: [string, string][] = [
      ['UNPAID', 'LOGISTICS_NOT_START'],
      ['PENDING', 'LOGISTICS_NOT_START'],
      ['READY_TO_SHIP', 'LOGISTICS_READY'],
      ['IN_CANCEL', 'LOGISTICS_READY'],
      ['PROCESSED', 'LOGISTICS_REQUEST_CREATED'],
      ['SHIPPED', 'LOGISTICS_PICKUP_DONE'],
      ['TO_CONFIRM_RECEIVE', 'LOGISTICS_DELIVERY_DONE'],
      ['COMPLETED', 'LOGISTICS_DELIVERY_DONE'],
      ['CANCELLED', 'LOGISTICS_INVALID'],
    ];
    const versions = states.map(([status, logistics]) => withPackage(status, logistics).version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(states.length);
    const tracked = { ...bare, trackingNumbers: new Map([['OFG198451230045678', 'SPXVN1']]) };
    const arranged = { ...fixtures.ready, order_status: 'PROCESSED' };
    expect(readOrder(arranged, tracked).packages[0]?.trackingNumber).toBe('SPXVN1');
    expect(readOrder(arranged, tracked).version).toBeGreaterThan(readOrder(arranged).version);
    const asked = withPackage('IN_CANCEL', 'LOGISTICS_READY', { buyer_cancel_reason: 'Changed my mind' });
    const answered = withPackage('READY_TO_SHIP', 'LOGISTICS_READY', { buyer_cancel_reason: 'Changed my mind' });
    expect(answered.version).toBeGreaterThan(asked.version);
    const nextSecond = withPackage('UNPAID', 'LOGISTICS_NOT_START', { update_time: 1_793_580_601 });
    expect(nextSecond.version).toBeGreaterThan(Math.max(...versions));
  });

  it('has one package for each part once it was split, each on its own way', () => {
    const order = readOrder(fixtures.split, { ...bare, trackingNumbers: new Map([['OFG1', 'SG1']]) });
    expect(order.status).toBe('partially_shipped');
    expect(order.packages.map(({ externalId, status, trackingNumber }) => [externalId, status, trackingNumber])).toEqual([
      ['OFG1', 'in_transit', 'SG1'],
      ['OFG2', 'to_arrange', ''],
    ]);
    expect(order.lines.map(({ status, sellerCode, externalVariantId }) => [status, sellerCode, externalVariantId])).toEqual([
      ['shipped', 'BAG-RED', '23620853561:221404189791'],
      ['open', 'LAMP', '23620853600:0'],
    ]);
    expect([order.total, order.subtotal, order.shipping].map(({ minor }) => minor)).toEqual([4590, 2595, 250]);
  });

  it('says how many units of a line lie in a parcel that does not hold all of them', () => {
    const [parcel] = readyPackages as { item_list: object[] }[];
    const half = (package_number: string) => ({
      ...parcel,
      package_number,
      item_list: parcel?.item_list.map((i) => ({ ...i, model_quantity: 1 })),
    });
    const { packages, lines } = readOrder({ ...fixtures.ready, package_list: [half('OFG1'), half('OFG2')] });
    const [line] = lines;
    expect(packages.map(({ quantities }) => quantities)).toEqual([{ [line?.externalId ?? '']: 1 }, { [line?.externalId ?? '']: 1 }]);
    expect(readOrder(fixtures.ready).packages[0]).not.toHaveProperty('quantities');
  });

  it('has no address, no package and no paid total while unpaid', () => {
    const order = readOrder(fixtures.unpaid);
    expect(order).toMatchObject({ status: 'unpaid', address: undefined, packages: [], paidAt: undefined, total: { minor: 121_000 } });
  });

  it('prices the parts of a bundle by list, gives gifts for nothing, and counts what was cancelled off', () => {
    const { lines } = readOrder(fixtures.bundle);
    expect(lines.map(({ unitPrice, quantity, status }) => [unitPrice.minor, quantity, status])).toEqual([
      [70_000, 2, 'open'],
      [0, 1, 'open'],
      [60_500, 2, 'open'],
      [9_000, 1, 'cancelled'],
    ]);
    expect(new Set(lines.map(({ externalId }) => externalId)).size).toBe(lines.length);
  });

  it('shows where the goods are while somebody wants to cancel or return', () => {
    expect(withPackage('IN_CANCEL', 'LOGISTICS_READY')).toMatchObject({ status: 'to_arrange', isCancelRequested: true });
    expect(withPackage('IN_CANCEL', 'LOGISTICS_REQUEST_CREATED')).toMatchObject({ status: 'to_hand_over', isCancelRequested: true });
    expect(withPackage('TO_RETURN', 'LOGISTICS_DELIVERY_DONE').status).toBe('delivered');
    expect(withPackage('TO_RETURN', 'LOGISTICS_PICKUP_DONE').status).toBe('shipped');
    expect(withPackage('CANCELLED', 'LOGISTICS_LOST').status).toBe('shipped');
    expect(withPackage('CANCELLED', 'LOGISTICS_INVALID', { pickup_done_time: 1_793_590_000 }).status).toBe('shipped');
  });

  it('is cancelled with all its lines, at the instant of its last change', () => {
    const order = withPackage('CANCELLED', 'LOGISTICS_REQUEST_CANCELED');
    expect(order).toMatchObject({ status: 'cancelled', cancelledAt: new Date(1_793_580_600_000) });
    expect(order.lines.every(({ status }) => status === 'cancelled')).toBe(true);
  });

  it("waits without us where Shopee's warehouse ships, and is ours alone on a channel of the seller", () => {
    expect(withPackage('READY_TO_SHIP', 'LOGISTICS_READY', { fulfillment_flag: 'fulfilled_by_shopee' }).status).toBe('on_hold');
    expect(withPackage('READY_TO_SHIP', 'LOGISTICS_READY', { advance_package: true }).status).toBe('on_hold');
    expect(readOrder(fixtures.ready, { ...bare, sellerChannels: new Set(['50021']) }).isPlatformShipped).toBe(false);
  });

  it.each([
    ['a status that this version does not know', { order_status: 'TELEPORTED' }],
    ['a package status that this version does not know', { package_list: [{ package_number: '1', logistics_status: 'X' }] }],
    ['an amount that is no number', { total_amount: 'a lot' }],
    ['no id', { order_sn: undefined }],
    ['lines that are no list', { item_list: 'none' }],
  ])('is refused with the reason when it has %s', (_what, change) => {
    expect(() => readOrder({ ...fixtures.ready, ...change })).toThrow(PlatformFailure);
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not take the status %s for a known one', (status) => {
    expect(orderStatusOf(status, { packages: [], wasPickedUp: false, isShopeesToShip: false })).toBeUndefined();
    expect(packageStatusOf(status)).toBeUndefined();
  });

  it('can reach every status of the hub', () => {
    const reached = [
      withPackage('UNPAID', 'LOGISTICS_NOT_START'),
      withPackage('INVOICE_PENDING', 'LOGISTICS_NOT_START'),
      withPackage('RETRY_SHIP', 'LOGISTICS_PICKUP_RETRY'),
      withPackage('PROCESSED', 'LOGISTICS_REQUEST_CREATED'),
      readOrder(fixtures.split),
      withPackage('SHIPPED', 'LOGISTICS_PICKUP_DONE'),
      withPackage('TO_CONFIRM_RECEIVE', 'LOGISTICS_DELIVERY_DONE'),
      withPackage('COMPLETED', 'LOGISTICS_DELIVERY_DONE'),
      withPackage('CANCELLED', 'LOGISTICS_COD_REJECTED'),
    ];
    expect(new Set(reached.map(({ status }) => status))).toEqual(new Set(orderStatuses));
  });
});
