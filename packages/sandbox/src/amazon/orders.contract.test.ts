import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const hour = 3_600_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

beforeEach(async () => {
  sandbox = await startAmazonSandbox({ settings: quick });
  client = await RawClient.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const idsOf = (body: { orders: { orderId: string }[] }): string[] => body.orders.map(({ orderId }) => orderId);

test('gives the groups that were asked for and no others', async () => {
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED', lines: [{ sku: 'GAYO-250G', quantity: 2 }] });
  const plain = await client.order(id, 'FULFILLMENT');
  expect(plain).not.toHaveProperty('recipient');
  expect(plain).not.toHaveProperty('proceeds');
  expect(plain.orderId).toMatch(/^\d{3}-\d{7}-\d{7}$/);
  const full = await client.order(id);
  expect(full.orderItems[0]).toMatchObject({
    quantityOrdered: 2,
    product: { sellerSku: 'GAYO-250G', price: { unitPrice: { amount: '6.89' } } },
  });
  expect(full.recipient.deliveryAddress).toMatchObject({ countryCode: 'US' });
  expect(full.buyer.buyerEmail).toMatch(/@marketplace\.amazon\.com$/);
  expect(full.proceeds.grandTotal).toEqual({ amount: '18.87', currencyCode: 'USD' });
  expect(full.salesChannel.marketplaceId).toBe(client.marketplaceId);
});

test('shows neither price nor address before the payment', async () => {
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, payAfterMs: null });
  const pending = await client.order(id);
  expect(pending.fulfillment.fulfillmentStatus).toBe('PENDING');
  expect(pending).not.toHaveProperty('proceeds');
  expect(pending).not.toHaveProperty('recipient');
  expect(pending.orderItems[0].product).not.toHaveProperty('price');
  sandbox.control.pay(id);
  const paid = await client.order(id);
  expect(paid.fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
  expect(paid.recipient.deliveryAddress.postalCode).not.toBe('');
});

test('leaves the buyer out while the application lacks the role', async () => {
  sandbox.control.configure({ hasShippingRole: false });
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const order = await client.order(id);
  expect(order).not.toHaveProperty('recipient');
  expect(order).not.toHaveProperty('buyer');
  expect(order).toHaveProperty('proceeds');
});

const refused: readonly [Readonly<Record<string, string>>, string][] = [
  [{}, 'neither start'],
  [{ createdAfter: ago(hour), lastUpdatedAfter: ago(hour) }, 'both starts'],
  [{ lastUpdatedAfter: ago(hour), createdBefore: ago(600_000) }, 'an end that belongs to the other start'],
  [{ lastUpdatedAfter: ago(hour), lastUpdatedBefore: ago(2 * hour) }, 'an end before the start'],
  [{ lastUpdatedAfter: 'yesterday' }, 'a date that is none'],
  [{ lastUpdatedAfter: ago(hour), maxResultsPerPage: '101' }, 'more than a hundred on a page'],
  [{ lastUpdatedAfter: ago(hour), includedData: 'EVERYTHING' }, 'an unknown group'],
  [{ lastUpdatedAfter: ago(hour), fulfillmentStatuses: 'Unshipped' }, 'a status of the old version'],
  [{ lastUpdatedAfter: ago(hour), paginationToken: 'abc' }, 'a foreign page token'],
];

test.each(refused)('refuses %o: %s', async (query) => {
  const answer = await client.call('GET', '/orders/2026-01-01/orders', { query });
  expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'InvalidInput']);
});

test('searches end two minutes ago, and say where', async () => {
  sandbox.control.configure({ searchLagMs: 120_000 });
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const tooFresh = await client.search({ lastUpdatedBefore: ago(60_000) });
  expect(tooFresh.status).toBe(400);
  const early = await client.search();
  expect(idsOf(early.body)).toEqual([]);
  expect(Date.parse(early.body.lastUpdatedBefore)).toBeLessThanOrEqual(Date.now() - 119_000);
  await sandbox.control.advance(130_000);
  expect(idsOf((await client.search({ lastUpdatedAfter: early.body.lastUpdatedBefore })).body)).toEqual([id]);
});

test('walks pages of a hundred without a gap, oldest change first, with a token that lives a day', async () => {
  const ids = Array.from({ length: 205 }, () => sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' }).id);
  const since = ago(hour);
  const seen: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const query: Record<string, string> =
      token === undefined ? { lastUpdatedAfter: since } : { lastUpdatedAfter: since, paginationToken: token };
    const { body } = await client.search(query);
    seen.push(...idsOf(body));
    token = body.pagination.nextToken;
    pages += 1;
    // What changes on the way does not shift the pages.
    sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  } while (token !== undefined);
  expect(pages).toBe(3);
  expect(seen.toSorted()).toEqual(ids.toSorted());
  const first = (await client.search({ lastUpdatedAfter: since })).body.pagination.nextToken;
  expect((await client.search({ lastUpdatedAfter: since, paginationToken: first, fulfilledBy: 'AMAZON' })).status).toBe(400);
  await sandbox.control.advance(25 * hour);
  await client.refresh().then(({ body }) => Object.assign(client, { token: body.access_token }));
  expect((await client.search({ lastUpdatedAfter: since, paginationToken: first })).status).toBe(400);
});

test('finds by marketplace, status and change; another seller’s orders are not found', async () => {
  const us = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const canada = sandbox.control.createOrder({ shopId: `${client.sellerId}:A2EUQ1WTGCTBG2`, payAfterMs: null });
  const foreign = sandbox.control.createOrder({ shopId: 'A3SBXEUBREWBEAN:A1F83G8C2ARO7P', status: 'UNSHIPPED' });
  expect(idsOf((await client.search()).body).toSorted()).toEqual([us.id, canada.id].toSorted());
  expect(idsOf((await client.search({ marketplaceIds: 'A2EUQ1WTGCTBG2' })).body)).toEqual([canada.id]);
  expect(idsOf((await client.search({ fulfillmentStatuses: 'UNSHIPPED,SHIPPED' })).body)).toEqual([us.id]);
  expect((await client.call('GET', `/orders/2026-01-01/orders/${foreign.id}`)).status).toBe(404);
});

test('a wish to cancel changes no status; before the payment it cancels at once', async () => {
  const { control } = sandbox;
  const paid = control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED', lines: [{ sku: 'KETT-BLACK', quantity: 2 }] });
  expect(control.stock(client.shopId, 'KETT-BLACK').quantity).toBe(4_998);
  control.buyerCancel(paid.id);
  const wished = await client.order(paid.id);
  expect(wished.fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
  expect(wished.orderItems[0].cancellation.cancellationRequest.requester).toBe('BUYER');
  control.sellerCancel(paid.id);
  const cancelled = await client.order(paid.id);
  expect(cancelled.fulfillment.fulfillmentStatus).toBe('CANCELLED');
  expect(cancelled.orderItems[0].cancellation.cancellationExecution.cancelledBy).toBe('SELLER');
  expect(control.stock(client.shopId, 'KETT-BLACK')).toMatchObject({ quantity: 5_000, soldQuantity: 0 });
  const open = control.createOrder({ shopId: client.shopId, payAfterMs: null });
  control.buyerCancel(open.id);
  expect((await client.order(open.id)).fulfillment.fulfillmentStatus).toBe('CANCELLED');
});

test('sells no more than is shown', () => {
  const { control } = sandbox;
  control.setStock(client.shopId, 'TAMP-DEFAULT', 2);
  expect(control.buy({ shopId: client.shopId, sku: 'TAMP-DEFAULT', quantity: 2 }).isAllowed).toBe(true);
  expect(control.buy({ shopId: client.shopId, sku: 'TAMP-DEFAULT' }).isAllowed).toBe(false);
  expect(control.soldQuantity(client.shopId, 'TAMP-DEFAULT')).toBe(2);
});
