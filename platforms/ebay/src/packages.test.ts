import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { carrierCodeOf, carrierNameOf, cleanTrackingNumber } from './carriers.ts';
import { linesToSend } from './fulfilment.ts';
import { readWireOrder } from './order-mapping.ts';
import { fulfilmentsFromLinks, packageIdOf, readPackageId } from './packages.ts';
import { readFixture } from './test/fixtures.ts';
import { fulfilmentSchema } from './wire/order.ts';

type Json = Record<string, unknown>;
const fixtures = readFixture<{ toShip: Json & { lineItems: Json[] }; fulfilments: unknown[] }>('orders.json');
const [first] = fixtures.fulfilments.map((one) => fulfilmentSchema.parse(one));
const order = readWireOrder(fixtures.toShip);
const base = 'https://api.ebay.com/sell/fulfillment/v1/order/12-34567-89012/shipping_fulfillment';
const shipped = (...fulfillmentHrefs: string[]) =>
  readWireOrder({
    ...fixtures.toShip,
    orderFulfillmentStatus: 'FULFILLED',
    fulfillmentHrefs,
    lineItems: fixtures.toShip.lineItems.map((line) => ({ ...line, lineItemFulfillmentStatus: 'FULFILLED' })),
  });

describe('the packages that an order tells of by itself', () => {
  it('are none before anything went out', () => {
    expect(fulfilmentsFromLinks(order)).toEqual([]);
  });

  it('are one when one message covers everything', () => {
    expect(fulfilmentsFromLinks(shipped(`${base}/RM123456789GB`))).toMatchObject([
      { fulfillmentId: 'RM123456789GB', shipmentTrackingNumber: 'RM123456789GB', lineItems: [{ quantity: 3 }, { quantity: 1 }] },
    ]);
  });

  it.each([
    ['there are several', shipped(`${base}/RM123456789GB`, `${base}/RM987654321GB`)],
    ['the id stands for "no tracking number"', shipped(`${base}/999`)],
    [
      'only a part went out',
      readWireOrder({ ...fixtures.toShip, orderFulfillmentStatus: 'IN_PROGRESS', fulfillmentHrefs: [`${base}/RM123456789GB`] }),
    ],
    ['there is no link to something that went out', shipped()],
  ])('must be read when %s', (_when, one) => {
    expect(fulfilmentsFromLinks(one)).toBeUndefined();
  });
});

describe('the id of a package', () => {
  it('leads back to the order and to the message', () => {
    expect(readPackageId(packageIdOf('12-34567-89012', 'RM:1'))).toEqual({ order: '12-34567-89012', fulfilment: 'RM:1' });
  });

  it.each(['', 'RM123456789GB', ':1', '12-34567-89012:'])('is none: "%s"', (id) => {
    expect(() => readPackageId(id)).toThrow(PlatformFailure);
  });
});

describe('the units that go into a package', () => {
  const all = { externalLineIds: [] };

  it('are all that are left, of all lines when none is named', () => {
    expect(linesToSend(order, [], all)).toEqual([
      { lineItemId: '10012345678901', quantity: 3 },
      { lineItemId: '10012345678902', quantity: 1 },
    ]);
    expect(linesToSend(order, first ? [first] : [], { externalLineIds: ['10012345678901'] })).toEqual([
      { lineItemId: '10012345678901', quantity: 1 },
    ]);
  });

  it('are as many as were asked for', () => {
    const input = { externalLineIds: ['10012345678901'], quantities: { '10012345678901': 2 } };
    expect(linesToSend(order, [], input)).toEqual([{ lineItemId: '10012345678901', quantity: 2 }]);
  });

  it.each([
    ['more than are left', { externalLineIds: ['10012345678901'], quantities: { '10012345678901': 2 } }, 'conflict'],
    ['half a unit', { externalLineIds: ['10012345678901'], quantities: { '10012345678901': 0.5 } }, 'invalid'],
    ['a line of another order', { externalLineIds: ['1'] }, 'invalid'],
  ])('are not %s', (_what, input, kind) => {
    expect(() => linesToSend(order, first ? [first] : [], input)).toThrow(expect.objectContaining({ kind }));
  });

  it('are none when everything went out', () => {
    const whole = fulfilmentSchema.parse({ fulfillmentId: 'x', lineItems: order.lineItems.map(({ lineItemId }) => ({ lineItemId })) });
    expect(() => linesToSend(order, [whole], all)).toThrow(expect.objectContaining({ kind: 'conflict' }));
  });
});

describe('a carrier', () => {
  it.each([
    ['Royal Mail', 'ROYAL_MAIL'],
    ['royal-mail', 'ROYAL_MAIL'],
    ['DHL Paket', 'DHL'],
    ['FedEx', 'FedEx'],
    ['  Evri ', 'Evri'],
  ])('named %s has the code %s', (name, code) => {
    expect(carrierCodeOf(name)).toBe(code);
  });

  it('has a name again that people write', () => {
    expect([carrierNameOf('DEUTSCHE_POST'), carrierNameOf('Evri'), carrierNameOf('')]).toEqual(['Deutsche Post', 'Evri', '']);
  });

  it('gives numbers of letters and digits', () => {
    expect(cleanTrackingNumber(' 9400 1118-9922.3100_000001 ')).toBe('9400111899223100000001');
  });
});
