import { readFileSync } from 'node:fs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { mapOrder, readWireOrder } from './order-mapping.ts';

type Raw = Record<string, unknown>;
const fixtures = JSON.parse(readFileSync(new URL('./fixtures/orders.json', import.meta.url), 'utf8')) as Record<string, Raw>;
const read = (raw: unknown) => mapOrder(readWireOrder(raw));

const base = fixtures.unshipped ?? {};
const item = (base.orderItems as Raw[])[0] ?? {};
const statusOf = (fulfillmentStatus: string) => ({ ...(base.fulfillment as Raw), fulfillmentStatus });
const parcel = (packageReferenceId: string, status: string, quantity: number) => ({
  packageReferenceId,
  packageStatus: { status },
  carrier: 'DHL',
  trackingNumber: `00340${packageReferenceId}`,
  packageItems: [{ orderItemId: '12345678901234', quantity }],
});

describe('an order of Amazon', () => {
  it('keeps its line with its quantity, exact amounts and the version in milliseconds', () => {
    const order = read(base);
    expect(order).toMatchObject({
      externalId: '302-1234567-1234567',
      status: 'to_arrange',
      version: Date.parse('2026-11-20T10:15:29.250Z'),
      isCancelRequested: false,
      isPlatformShipped: true,
      shipByAt: new Date('2026-11-22T22:59:59.000Z'),
      buyerName: 'Erika Muster',
      buyerNote: 'Happy birthday',
      total: { minor: 4497, currency: 'EUR' },
      subtotal: { minor: 3998, currency: 'EUR' },
      shipping: { minor: 499, currency: 'EUR' },
      address: { lines: ['Muster GmbH', 'Lindenweg 5', 'Hinterhaus'], city: 'Berlin', postalCode: '10115', regionCode: 'DE' },
    });
    expect(order.lines).toEqual([
      {
        externalId: '12345678901234',
        externalProductId: 'SHIRT-BLUE-M',
        externalVariantId: 'SHIRT-BLUE-M',
        sellerCode: 'SHIRT-BLUE-M',
        title: 'Cotton shirt, blue',
        variantName: '',
        imageUrl: undefined,
        quantity: 2,
        unitPrice: { minor: 1999, currency: 'EUR' },
        status: 'open',
        externalPackageId: undefined,
      },
    ]);
  });

  it('shows no address and no name when the application lacks the role for them', () => {
    const { buyer: _buyer, recipient: _recipient, ...without } = base;
    expect(read(without)).toMatchObject({ address: undefined, buyerName: '' });
    expect(read({ ...without, buyer: {}, recipient: { deliveryAddress: {} } })).toMatchObject({ address: undefined, buyerName: '' });
  });

  it('is unpaid without prices while its payment is pending, in the currency of its marketplace', () => {
    expect(read(fixtures.pending)).toMatchObject({ status: 'unpaid', total: { minor: 0, currency: 'JPY' }, paidAt: undefined });
  });

  it('has the unit price from the line’s sum where Amazon names none', () => {
    const { price: _price, ...product } = item.product as Raw;
    expect(read({ ...base, orderItems: [{ ...item, product }] }).lines[0]?.unitPrice).toEqual({ minor: 1999, currency: 'EUR' });
  });

  it.each([
    ['PENDING_AVAILABILITY', [], 'on_hold'],
    ['PENDING', [], 'unpaid'],
    ['UNSHIPPED', [], 'to_arrange'],
    ['UNSHIPPED', [parcel('1', 'PENDING', 2)], 'to_hand_over'],
    ['UNSHIPPED', [parcel('1', 'PENDING', 1)], 'to_arrange'],
    ['UNSHIPPED', [parcel('1', 'CANCELLED', 2)], 'to_arrange'],
    ['UNSHIPPED', [parcel('1', 'SHIPPED', 2)], 'shipped'],
    ['PARTIALLY_SHIPPED', [parcel('1', 'PENDING', 1)], 'to_arrange'],
    ['PARTIALLY_SHIPPED', [parcel('1', 'IN_TRANSIT', 1)], 'partially_shipped'],
    ['CANCELLED', [parcel('1', 'PENDING', 2)], 'cancelled'],
    ['SHIPPED', [], 'shipped'],
    ['SHIPPED', [parcel('1', 'PENDING', 2)], 'to_hand_over'],
    ['SHIPPED', [parcel('1', 'PENDING', 1), parcel('2', 'IN_TRANSIT', 1)], 'partially_shipped'],
    ['SHIPPED', [parcel('1', 'SHIPPED', 1), parcel('2', 'IN_TRANSIT', 1)], 'shipped'],
    ['SHIPPED', [parcel('1', 'DELIVERED', 1), parcel('2', 'IN_TRANSIT', 1)], 'shipped'],
    ['SHIPPED', [parcel('1', 'DELIVERED', 1), parcel('2', 'DELIVERED', 1)], 'delivered'],
    ['CANCELLED', [], 'cancelled'],
    ['UNFULFILLABLE', [], 'cancelled'],
  ] as const)('that is %s with parcels %j is %s', (fulfillmentStatus, packages, status) => {
    expect(read({ ...base, fulfillment: statusOf(fulfillmentStatus), packages }).status).toBe(status);
  });

  it('names a parcel by its order and reference, and by the label’s id where Amazon uses that', () => {
    const shipmentId = 'abcddcba-00c3-4f6f-a63a-639f76ee9253';
    const order = read({ ...base, packages: [parcel('7', 'SHIPPED', 1), parcel(shipmentId, 'PENDING', 1)] });
    expect(order.packages.map(({ externalId, status }) => [externalId, status])).toEqual([
      ['ref:302-1234567-1234567:7', 'in_transit'],
      [`mfn:${shipmentId}`, 'to_hand_over'],
    ]);
    expect(order.packages.map(({ quantities }) => quantities)).toEqual([{ '12345678901234': 1 }, { '12345678901234': 1 }]);
    expect(order.lines[0]).toMatchObject({ status: 'shipped', externalPackageId: undefined });
  });

  it('names the parcel that goes before the one that was cancelled, whole lines without their units', () => {
    const order = read({ ...base, packages: [parcel('1', 'CANCELLED', 2), parcel('2', 'PENDING', 2)] });
    expect(order.packages.map(({ externalId, quantities }) => [externalId, quantities])).toEqual([
      ['ref:302-1234567-1234567:2', undefined],
      ['ref:302-1234567-1234567:1', undefined],
    ]);
    expect(order.lines[0]?.externalPackageId).toBe('ref:302-1234567-1234567:2');
  });

  it('shows the wish to cancel, and a line that was cancelled', () => {
    const wish = { ...item, cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'MISTAKE' } } };
    expect(read({ ...base, orderItems: [wish] }).isCancelRequested).toBe(true);
    const done = { ...wish, quantityOrdered: 0, cancellation: { ...wish.cancellation, cancellationExecution: { cancelledBy: 'SELLER' } } };
    const order = read({ ...base, orderItems: [done, { ...item, orderItemId: '2' }] });
    expect(order.isCancelRequested).toBe(false);
    expect(order.lines.map(({ status }) => status)).toEqual(['cancelled', 'open']);
    expect(order.lines.every(({ quantity }) => quantity > 0)).toBe(true);
  });

  it('is cancelled with all of its lines', () => {
    const order = read({ ...base, fulfillment: statusOf('CANCELLED') });
    expect(order.lines.every(({ status }) => status === 'cancelled')).toBe(true);
    expect(order.cancelledAt).toEqual(new Date('2026-11-20T10:15:29.250Z'));
  });

  it.each([
    ['a status that this version does not know', { fulfillment: statusOf('TELEPORTED') }],
    ['a status that every object has', { fulfillment: statusOf('constructor') }],
    ['no status', { fulfillment: undefined }],
    ['no instant of its change', { lastUpdatedTime: 'soon' }],
    ['an amount that is no number', { proceeds: { grandTotal: { amount: 'a lot', currencyCode: 'EUR' } } }],
    ['two currencies', { proceeds: { ...(base.proceeds as Raw), grandTotal: { amount: '1.00', currencyCode: 'GBP' } } }],
    ['no lines', { orderItems: undefined }],
  ])('is refused with the reason when it has %s', (_what, change) => {
    expect(() => read({ ...base, ...change })).toThrow(PlatformFailure);
  });
});
