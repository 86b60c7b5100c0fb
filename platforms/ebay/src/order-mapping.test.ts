import { orderStatuses, PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { mapOrder, readWireOrder } from './order-mapping.ts';
import { orderStatusOf } from './order-status.ts';
import { readFixture } from './test/fixtures.ts';
import { fulfilmentSchema, type WireFulfilment } from './wire/order.ts';

type Json = Record<string, unknown>;
const fixtures = readFixture<{ toShip: Json & { lineItems: Json[]; fulfillmentStartInstructions: Json[] }; fulfilments: unknown[] }>(
  'orders.json',
);
const fulfilments = fixtures.fulfilments.map((one) => fulfilmentSchema.parse(one));
const readOrder = (change: Json = {}, told: readonly WireFulfilment[] = []) =>
  mapOrder(readWireOrder({ ...fixtures.toShip, ...change }), told);
const cancelled = (cancelState: string, ...states: string[]) => ({
  cancelStatus: { cancelState, cancelRequests: states.map((cancelRequestState) => ({ cancelRequestState })) },
});

describe('an order of eBay', () => {
  it('keeps its amounts in minor units, its address in lines, and its own words for the status', () => {
    expect(readOrder()).toMatchObject({
      externalId: '12-34567-89012',
      status: 'to_arrange',
      externalStatus: 'NOT_STARTED PAID',
      version: Date.parse('2026-03-02T10:16:00.500Z'),
      isCancelRequested: false,
      isPlatformShipped: false,
      paidAt: new Date('2026-03-02T10:15:59.000Z'),
      total: { minor: 4098, currency: 'GBP' },
      subtotal: { minor: 3998, currency: 'GBP' },
      shipping: { minor: 300, currency: 'GBP' },
      buyerName: 'Ada Byron',
      buyerNote: 'Please wrap it',
      packages: [],
    });
    expect(readOrder().address).toEqual({
      name: 'Ada Byron',
      phone: '0113 496 0000',
      lines: ['Engines Ltd', '1 Mill Lane', 'Flat 2'],
      city: 'Leeds',
      state: 'West Yorkshire',
      postalCode: 'LS1 4DY',
      regionCode: 'GB',
    });
  });

  it('must go out by the earliest deadline of its lines', () => {
    expect(readOrder().shipByAt).toEqual(new Date('2026-03-04T22:59:59.000Z'));
  });

  it('has the price of one unit, and a line known by its seller code', () => {
    expect(readOrder().lines).toMatchObject([
      {
        externalProductId: 'MUG-RED',
        externalVariantId: 'MUG-RED',
        sellerCode: 'MUG-RED',
        quantity: 3,
        unitPrice: { minor: 999 },
        variantName: '',
      },
      { externalProductId: '110123456790', externalVariantId: 'GAYO-250G', unitPrice: { minor: 1001 }, variantName: '250 g, Whole' },
    ]);
  });

  it('knows a line without a seller code by the numbers of its listing', () => {
    const [first = {}, second = {}] = fixtures.toShip.lineItems;
    const { lines } = readOrder({
      lineItems: [
        { ...first, sku: undefined },
        { ...second, sku: undefined },
      ],
    });
    expect(lines.map(({ externalProductId, externalVariantId, sellerCode }) => [externalProductId, externalVariantId, sellerCode])).toEqual(
      [
        ['110123456789', '110123456789', ''],
        ['110123456790', '410000000001', ''],
      ],
    );
  });

  it('has one package for each message, with ids that no other order shares', () => {
    const order = readOrder({ orderFulfillmentStatus: 'IN_PROGRESS' }, fulfilments);
    expect(order.status).toBe('partially_shipped');
    expect(order.packages).toEqual([
      {
        externalId: '12-34567-89012:RM123456789GB',
        status: 'in_transit',
        carrierName: 'Royal Mail',
        trackingNumber: 'RM123456789GB',
        externalLineIds: ['10012345678901'],
      },
      { externalId: '12-34567-89012:999', status: 'in_transit', carrierName: '', trackingNumber: '', externalLineIds: ['10012345678902'] },
    ]);
    expect(order.lines.map(({ externalPackageId }) => externalPackageId)).toEqual(['12-34567-89012:RM123456789GB', '12-34567-89012:999']);
  });

  it('carries the reference that must be on a parcel to the hub of eBay', () => {
    const [first = {}] = fixtures.toShip.fulfillmentStartInstructions;
    const step = { ...(first.shippingStep as Json), shipToReferenceId: 'EBAY-REF-1' };
    const { address } = readOrder({ fulfillmentStartInstructions: [{ ...first, shippingStep: step }] });
    expect(address?.lines.at(-1)).toBe('EBAY-REF-1');
  });

  it('has no address once eBay took it out, and then the name of the account', () => {
    const shippingStep = { shipTo: { contactAddress: { countryCode: 'GB' } } };
    const order = readOrder({ fulfillmentStartInstructions: [{ shippingStep }] });
    expect([order.address, order.buyerName]).toEqual([undefined, 'test_buyer']);
  });

  it('is stopped by a cancellation under way until every request for it was decided', () => {
    expect(readOrder(cancelled('IN_PROGRESS')).isCancelRequested).toBe(true);
    expect(readOrder(cancelled('IN_PROGRESS', 'REJECTED', 'REQUESTED')).isCancelRequested).toBe(true);
    expect(readOrder(cancelled('IN_PROGRESS', 'REJECTED')).isCancelRequested).toBe(false);
    expect(readOrder(cancelled('NONE_REQUESTED', 'REJECTED')).isCancelRequested).toBe(false);
  });

  it('is cancelled with all of its lines', () => {
    const order = readOrder({ ...cancelled('CANCELED', 'COMPLETED'), orderPaymentStatus: 'FULLY_REFUNDED' });
    expect([order.status, order.isCancelRequested, ...order.lines.map(({ status }) => status)]).toEqual([
      'cancelled',
      false,
      'cancelled',
      'cancelled',
    ]);
  });

  it('is shipped by eBay when it says so', () => {
    expect(readOrder({ program: { fulfillmentProgram: { fulfilledBy: 'EBAY' } } }).isPlatformShipped).toBe(true);
  });

  it.each([
    ['a status that this version does not know', { orderFulfillmentStatus: 'TELEPORTED' }],
    ['a payment that this version does not know', { orderPaymentStatus: 'PAID_IN_SHELLS' }],
    ['a cancellation that this version does not know', cancelled('MAYBE')],
    ['a status named like a member of every object', { orderFulfillmentStatus: 'constructor' }],
    ['an amount that is no number', { pricingSummary: { total: { value: 'a lot', currency: 'GBP' } } }],
    ['no id', { orderId: undefined }],
    ['lines that are no list', { lineItems: 'none' }],
  ])('is refused with the reason when it has %s', (_what, change) => {
    expect(() => readOrder(change)).toThrow(PlatformFailure);
  });
});

describe('the status of an order', () => {
  it.each([
    ['NOT_STARTED', 'PENDING', 'unpaid'],
    ['NOT_STARTED', 'FAILED', 'unpaid'],
    ['NOT_STARTED', 'PAID', 'to_arrange'],
    ['NOT_STARTED', 'PARTIALLY_REFUNDED', 'to_arrange'],
    ['NOT_STARTED', 'FULLY_REFUNDED', 'on_hold'],
    ['IN_PROGRESS', 'PAID', 'partially_shipped'],
    ['FULFILLED', 'PAID', 'shipped'],
    ['FULFILLED', 'FULLY_REFUNDED', 'shipped'],
  ])('of %s and %s is %s', (fulfilment, payment, status) => {
    expect(orderStatusOf({ fulfilment, payment, cancel: 'NONE_REQUESTED' })).toBe(status);
    expect(orderStatusOf({ fulfilment, payment, cancel: 'IN_PROGRESS' })).toBe(status);
    expect(orderStatusOf({ fulfilment, payment, cancel: 'CANCELED' })).toBe(status === 'shipped' ? 'shipped' : 'cancelled');
  });

  it('is never one that eBay cannot tell', () => {
    const words = ['NOT_STARTED', 'IN_PROGRESS', 'FULFILLED'].flatMap((fulfilment) =>
      ['PENDING', 'FAILED', 'PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED'].flatMap((payment) =>
        ['', 'CANCELED'].map((cancel) => orderStatusOf({ fulfilment, payment, cancel })),
      ),
    );
    const never = ['to_hand_over', 'delivered', 'completed'];
    expect(new Set(words)).toEqual(new Set(orderStatuses.filter((status) => !never.includes(status))));
  });
});
