import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const notes = '/notifications/v1';

beforeEach(async () => {
  sandbox = await startAmazonSandbox({ settings: quick });
  client = await RawClient.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

async function subscribe(directive?: Record<string, unknown>): Promise<string> {
  const token = await client.grantless();
  const body = { name: 'hub', resourceSpecification: { sqs: { arn: sandbox.queue.arn } } };
  const { destinationId } = (await client.call('POST', `${notes}/destinations`, { body, token })).body.payload;
  const wish = { payloadVersion: '1.0', destinationId, ...(directive ? { processingDirective: directive } : {}) };
  const answer = await client.call('POST', `${notes}/subscriptions/ORDER_CHANGE`, { body: wish });
  expect(answer.status).toBe(200);
  return destinationId;
}

// biome-ignore lint/suspicious/noExplicitAny: messages by their documented shape
async function receive(input: Record<string, unknown> = {}): Promise<any[]> {
  const { body } = await client.queue('ReceiveMessage', { MaxNumberOfMessages: 10, ...input });
  return body.Messages ?? [];
}

test('writes each change of an order into the queue, in capitals, without a wrapper', async () => {
  await subscribe();
  const order = sandbox.control.createOrder({ shopId: client.shopId, payAfterMs: null });
  sandbox.control.pay(order.id);
  const messages = await receive();
  expect(messages).toHaveLength(2);
  const [, paid] = messages.map(({ Body }) => JSON.parse(Body));
  expect(paid).toMatchObject({
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    Payload: {
      OrderChangeNotification: {
        SellerId: client.sellerId,
        AmazonOrderId: order.id,
        OrderChangeType: 'OrderStatusChange',
        Summary: { MarketplaceId: client.marketplaceId, OrderStatus: 'Unshipped', FulfillmentType: 'MFN' },
      },
    },
    NotificationMetadata: { ApplicationId: sandbox.applicationId },
  });
  expect(paid.NotificationMetadata.NotificationId).toMatch(/^[0-9a-f]{8}-/);
});

test('writes the other spelling when so set', async () => {
  sandbox.control.configure({ eventSpelling: 'camel' });
  await subscribe();
  const order = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const [message] = await receive();
  expect(JSON.parse(message.Body).payload.orderChangeNotification.amazonOrderId).toBe(order.id);
});

test('gives a message again when it is not deleted, and never after', async () => {
  await subscribe();
  sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const [first] = await receive({ VisibilityTimeout: 30 });
  expect(await receive()).toEqual([]);
  await sandbox.control.advance(31_000);
  const [second] = await receive();
  expect(second.Body).toBe(first.Body);
  await client.queue('DeleteMessage', { ReceiptHandle: second.ReceiptHandle });
  await sandbox.control.advance(31_000);
  expect(await receive()).toEqual([]);
  expect(sandbox.control.counters()).toMatchObject({ messagesQueued: 1, messagesDeleted: 1 });
});

test('waits for a message as long as it was asked to', async () => {
  await subscribe();
  const waiting = receive({ WaitTimeSeconds: 5 });
  setTimeout(() => sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' }), 150);
  expect(await waiting).toHaveLength(1);
});

test('opens the queue to its key alone, and says what it does not know', async () => {
  expect((await client.queue('ReceiveMessage', {}, 'AKIAOTHER')).status).toBe(403);
  expect((await client.queue('ReceiveMessage', { QueueUrl: 'http://elsewhere/q' })).body.__type).toContain('QueueDoesNotExist');
  expect((await client.queue('ReceiveMessage', { MaxNumberOfMessages: 11 })).status).toBe(400);
  expect((await client.queue('PurgeEverything')).status).toBe(400);
});

test('filters by marketplace and kind of change', async () => {
  await subscribe({
    eventFilter: { eventFilterType: 'ORDER_CHANGE', marketplaceIds: [client.marketplaceId], orderChangeTypes: ['BuyerRequestedChange'] },
  });
  const order = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const canada = sandbox.control.createOrder({ shopId: `${client.sellerId}:A2EUQ1WTGCTBG2`, status: 'UNSHIPPED' });
  sandbox.control.buyerCancel(order.id);
  sandbox.control.buyerCancel(canada.id);
  const seen = (await receive()).map(({ Body }) => JSON.parse(Body).Payload.OrderChangeNotification);
  expect(seen).toMatchObject([{ AmazonOrderId: order.id, OrderChangeType: 'BuyerRequestedChange' }]);
  expect(seen[0].Summary.OrderItems[0].IsBuyerRequestedCancel).toBe(true);
});

test('loses, doubles and reorders when switched on', async () => {
  await subscribe();
  const { control } = sandbox;
  const place = () => control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' }).id;
  control.addFault({ kind: 'webhook-lost', api: 'ORDER_CHANGE' });
  place();
  control.addFault({ kind: 'webhook-duplicate' });
  const doubled = place();
  control.addFault({ kind: 'webhook-reordered' });
  const [held, passing] = [place(), place()];
  const seen = (await receive()).map(({ Body }) => JSON.parse(Body));
  expect(seen.map((one) => one.Payload.OrderChangeNotification.AmazonOrderId)).toEqual([doubled, doubled, passing, held]);
  expect(seen[0].NotificationMetadata.NotificationId).toBe(seen[1].NotificationMetadata.NotificationId);
  expect(control.counters().webhooksLost).toBe(1);
});

test('knows destinations and subscriptions, each once', async () => {
  const destinationId = await subscribe();
  const token = await client.grantless();
  const again = { name: 'hub', resourceSpecification: { sqs: { arn: sandbox.queue.arn } } };
  expect((await client.call('POST', `${notes}/destinations`, { body: again, token })).status).toBe(409);
  expect((await client.call('POST', `${notes}/destinations`, { body: again })).status).toBe(403);
  const other = { name: 'other', resourceSpecification: { sqs: { arn: 'arn:aws:sqs:eu-west-1:1:unknown' } } };
  expect((await client.call('POST', `${notes}/destinations`, { body: other, token })).status).toBe(400);
  expect((await client.call('GET', `${notes}/destinations`, { token })).body.payload).toMatchObject([{ destinationId }]);
  const wish = { payloadVersion: '1.0', destinationId };
  expect((await client.call('POST', `${notes}/subscriptions/ORDER_CHANGE`, { body: wish })).status).toBe(409);
  expect((await client.call('POST', `${notes}/subscriptions/LISTINGS_ITEM_STATUS_CHANGE`, { body: wish })).status).toBe(400);
  const { subscriptionId } = (await client.call('GET', `${notes}/subscriptions/ORDER_CHANGE`)).body.payload;
  expect((await client.call('DELETE', `${notes}/subscriptions/ORDER_CHANGE/${subscriptionId}`, { token })).status).toBe(200);
  expect((await client.call('GET', `${notes}/subscriptions/ORDER_CHANGE`)).status).toBe(404);
  expect((await client.call('DELETE', `${notes}/destinations/${destinationId}`, { token })).status).toBe(200);
});

/** An address that keeps what it is sent; the first answer is the given one, the others 204. */
async function startReceiver(firstStatus = 204) {
  const received: { key: unknown; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ key: request.headers['x-api-key'], body });
      response.writeHead(received.length === 1 ? firstStatus : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { received, url: `http://127.0.0.1:${port}/events`, [Symbol.dispose]: () => void server.close() };
}

test('posts to an address as an API destination of EventBridge does, with the key, and repeats', async () => {
  using receiver = await startReceiver(503);
  const { received, url } = receiver;
  sandbox.control.configure({ webhookUrl: url, eventKey: 'shared-key' });
  const order = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  await sandbox.control.webhooksSettled();
  await sandbox.control.advance(61_000);
  expect(received).toHaveLength(2);
  expect(received[1]).toEqual(received[0]);
  const event = JSON.parse(received[1]?.body ?? '');
  expect(received[1]?.key).toBe('shared-key');
  expect(event).toMatchObject({
    'detail-type': 'ORDER_CHANGE',
    source: expect.stringMatching(/^aws\.partner\/sellingpartnerapi\.amazon\.com\//),
  });
  expect(event.detail.Payload.OrderChangeNotification.AmazonOrderId).toBe(order.id);
  sandbox.control.revoke(client.sellerId);
  sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  await sandbox.control.webhooksSettled();
  expect(received).toHaveLength(2);
});

test('tells EventBridge about stock and state of listings when so set', async () => {
  using receiver = await startReceiver();
  sandbox.control.configure({ webhookUrl: receiver.url, listingEvents: true });
  const path = `/listings/2021-08-01/items/${client.sellerId}/KETT-BLACK`;
  const value = [{ fulfillment_channel_code: 'DEFAULT', quantity: 0 }];
  const body = { productType: 'PRODUCT', patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value }] };
  await client.call('PATCH', path, { query: { marketplaceIds: client.marketplaceId }, body });
  await sandbox.control.webhooksSettled();
  const details = receiver.received.map((one) => JSON.parse(one.body).detail);
  expect(details).toMatchObject([
    { NotificationType: 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE', Payload: { SellerId: client.sellerId, Sku: 'KETT-BLACK', Quantity: 0 } },
    { NotificationType: 'LISTINGS_ITEM_STATUS_CHANGE', Payload: { Sku: 'KETT-BLACK', Status: ['DISCOVERABLE'] } },
  ]);
});

test('writes the end of a feed in camel case', async () => {
  const destinationId = await subscribe();
  const wish = { payloadVersion: '2020-09-04', destinationId };
  await client.call('POST', `${notes}/subscriptions/FEED_PROCESSING_FINISHED`, { body: wish });
  const { feedDocumentId } = (await client.call('POST', '/feeds/2021-06-30/documents', { body: { contentType: 'text/plain' } })).body;
  const body = { feedType: 'POST_PRODUCT_DATA', marketplaceIds: [client.marketplaceId], inputFeedDocumentId: feedDocumentId };
  const { feedId } = (await client.call('POST', '/feeds/2021-06-30/feeds', { body })).body;
  await sandbox.control.advance(31_000);
  const [message] = await receive();
  expect(JSON.parse(message.Body)).toMatchObject({
    notificationVersion: '2020-09-04',
    notificationType: 'FEED_PROCESSING_FINISHED',
    payload: { feedProcessingFinishedNotification: { feedId, processingStatus: 'FATAL' } },
  });
});
