import { verify } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { type Received, startReceiver, verificationToken } from './testing/receiver.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let applicationToken: string;
let status: (count: number) => number;

beforeEach(async () => {
  status = () => 204;
  receiver = await startReceiver((count) => status(count));
  sandbox = await startEbaySandbox();
  caller = await RawCaller.connect(sandbox);
  applicationToken = await caller.applicationToken();
});
afterEach(async () => {
  await sandbox.stop();
  receiver[Symbol.dispose]();
});

const base = '/commerce/notification/v1';
const application = (method: string, path: string, body?: unknown) =>
  caller.call(method, base + path, { token: applicationToken, ...(body === undefined ? {} : { body }) });
const idOf = (answer: { headers: Headers }): string => answer.headers.get('location')?.split('/').at(-1) ?? '';

const destinationBody = (changes: object = {}) => ({
  name: 'hub',
  status: 'ENABLED',
  deliveryConfig: { endpoint: receiver.url, verificationToken },
  ...changes,
});
const subscriptionBody = (topicId: string, destinationId: string) => ({
  topicId,
  status: 'ENABLED',
  destinationId,
  payload: { format: 'JSON', schemaVersion: '1.0', deliveryProtocol: 'HTTPS' },
});

async function register(): Promise<string> {
  await application('PUT', '/config', { alertEmail: 'ops@example.com' });
  return idOf(await application('POST', '/destination', destinationBody()));
}

async function subscribe(topicId = 'ORDER_CONFIRMATION'): Promise<string> {
  const destinationId = await register();
  const answer = await caller.call('POST', `${base}/subscription`, { body: subscriptionBody(topicId, destinationId) });
  expect(answer.status).toBe(201);
  return destinationId;
}

const place = () => sandbox.control.createOrder({ shopId: caller.shopId, lines: [{ sku: 'FILT-DEFAULT', quantity: 2 }] });

async function isGenuine({ raw, headers }: Received): Promise<boolean> {
  const header = JSON.parse(Buffer.from(String(headers['x-ebay-signature']), 'base64').toString());
  expect(header).toMatchObject({ alg: 'ecdsa', kid: expect.any(String) });
  const { data } = await application('GET', `/public_key/${header.kid}`);
  expect(data.key).not.toContain('\n');
  expect(data).toMatchObject({ algorithm: 'ECDSA', digest: header.digest });
  const key = data.key.replace('-----BEGIN PUBLIC KEY-----', '$&\n').replace('-----END PUBLIC KEY-----', '\n$&');
  return verify(header.digest, raw, key, Buffer.from(header.signature, 'base64'));
}

test('wants the configuration first, then asks the endpoint before it believes in it', async () => {
  expect(await application('GET', '/config')).toMatchObject({ status: 404, code: 195026 });
  expect(await application('POST', '/destination', destinationBody())).toMatchObject({ status: 409, code: 195003 });
  expect(await application('PUT', '/config', { alertEmail: 'nobody' })).toMatchObject({ status: 400, code: 195025 });
  expect((await application('PUT', '/config', { alertEmail: 'ops@example.com' })).status).toBe(204);
  receiver.behaviour.answersChallenges = false;
  expect(await application('POST', '/destination', destinationBody())).toMatchObject({ status: 409, code: 195020 });
  receiver.behaviour.answersChallenges = true;
  const answer = await application('POST', '/destination', destinationBody());
  expect(answer.status).toBe(201);
  expect(receiver.challenges).toHaveLength(2);
  expect(receiver.challenges[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await application('POST', '/destination', destinationBody())).toMatchObject({ status: 409, code: 195021 });
  expect((await application('GET', `/destination/${idOf(answer)}`)).data).toMatchObject({
    status: 'ENABLED',
    deliveryConfig: { endpoint: receiver.url },
  });
});

test.each([
  ['no name', { name: '' }, 195016],
  ['an endpoint in the wrong place', { deliveryConfig: undefined, endpoint: 'https://hub.example.com' }, 195017],
  ['another status', { status: 'MARKED_DOWN' }, 195018],
  ['a short token', { deliveryConfig: { endpoint: 'https://hub.example.com/', verificationToken: 'short' } }, 195019],
])('refuses a destination with %s', async (_name, changes, code) => {
  await application('PUT', '/config', { alertEmail: 'ops@example.com' });
  expect(await application('POST', '/destination', destinationBody(changes))).toMatchObject({ status: 400, code });
});

test('takes only HTTPS addresses of public hosts when it is strict', async () => {
  sandbox.control.configure({ allowPlainEndpoints: false });
  await application('PUT', '/config', { alertEmail: 'ops@example.com' });
  expect(await application('POST', '/destination', destinationBody())).toMatchObject({ status: 400, code: 195017 });
});

test('a topic wants its own kind of token and scope', async () => {
  const destinationId = await register();
  const userTopic = subscriptionBody('ORDER_CONFIRMATION', destinationId);
  const applicationTopic = subscriptionBody('MARKETPLACE_ACCOUNT_DELETION', destinationId);
  expect(await application('POST', '/subscription', userTopic)).toMatchObject({ status: 403, code: 195011 });
  expect(await caller.call('POST', `${base}/subscription`, { body: applicationTopic })).toMatchObject({ status: 403, code: 195011 });
  const gated = subscriptionBody('ORDER_CANCELLATION_ACTIVITY', destinationId);
  expect(await caller.call('POST', `${base}/subscription`, { body: gated })).toMatchObject({ status: 403, code: 195011 });
  expect((await application('POST', '/subscription', applicationTopic)).status).toBe(201);
  expect((await caller.call('POST', `${base}/subscription`, { body: userTopic })).status).toBe(201);
  expect(await caller.call('POST', `${base}/subscription`, { body: userTopic })).toMatchObject({ status: 409, code: 195012 });
  expect((await application('GET', '/topic/ORDER_CONFIRMATION')).data).toMatchObject({
    scope: 'USER',
    supportedPayloads: [{ schemaVersion: '1.0' }, {}],
  });
  expect((await caller.call('GET', `${base}/subscription`)).data).toMatchObject({
    total: 1,
    subscriptions: [{ topicId: 'ORDER_CONFIRMATION' }],
  });
});

test('tells each line of a paid order, signed over the raw body with the key that it serves', async () => {
  await subscribe();
  const { id, lines } = place();
  await sandbox.control.webhooksSettled();
  const [received] = receiver.received;
  expect(received?.event).toMatchObject({
    metadata: { topic: 'ORDER_CONFIRMATION', schemaVersion: '1.0', deprecated: false },
    notification: {
      publishAttemptCount: 1,
      data: {
        user: { userId: caller.shopId, username: 'lonestar_roasters' },
        order: { orderId: id, orderLineItems: [{ orderLineItemId: lines[0]?.id, listingId: lines[0]?.listingId, quantity: 2 }] },
      },
    },
  });
  expect(received && (await isGenuine(received))).toBe(true);
  expect(await application('GET', '/public_key/00000000-0000-0000-0000-000000000000')).toMatchObject({ status: 404, code: 195001 });
});

test('names the digest that it used', async () => {
  sandbox.control.configure({ signatureDigest: 'SHA256' });
  await subscribe();
  place();
  await sandbox.control.webhooksSettled();
  const [received] = receiver.received;
  expect(received && (await isGenuine(received))).toBe(true);
});

test('is silent about sellers who did not subscribe', async () => {
  await subscribe();
  sandbox.control.createOrder({ shopId: sandbox.control.shops().find(({ region }) => region === 'DE')?.id ?? '' });
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(0);
});

test('tries three times, counting, and then gives up', async () => {
  status = () => 500;
  await subscribe();
  place();
  await sandbox.control.advance(60 * 60_000);
  await sandbox.control.webhooksSettled();
  expect(receiver.received.map(({ event }) => event.notification.publishAttemptCount)).toEqual([1, 2, 3]);
  expect(new Set(receiver.received.map(({ event }) => event.notification.notificationId)).size).toBe(1);
  for (const received of receiver.received) expect(await isGenuine(received)).toBe(true);
  expect(sandbox.control.counters()).toMatchObject({ webhooksGivenUp: 1 });
});

test('marks a destination down that fails again and again, until it is enabled anew', async () => {
  sandbox.control.configure({ markDownAfter: 2 });
  const id = await subscribe();
  status = () => 500;
  place();
  place();
  await sandbox.control.advance(60 * 60_000);
  const { data } = await application('GET', `/destination/${id}`);
  expect(data.status).toBe('MARKED_DOWN');
  status = () => 200;
  const before = receiver.received.length;
  place();
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(before);
  await sandbox.control.advance(1_000);
  expect((await application('PUT', `/destination/${id}`, destinationBody())).status).toBe(204);
  place();
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(before + 1);
});

test('tells of parcels, cancellations, the end of a consent and of an account', async () => {
  sandbox.control.configure({ webhookUrl: receiver.url });
  const { id, lines } = place();
  await caller.ship(id, { lineItems: [{ lineItemId: lines[0]?.id, quantity: 2 }], trackingNumber: 'T1', shippingCarrierCode: 'UPS' });
  const second = place();
  sandbox.control.buyerCancel(second.id);
  sandbox.control.answerCancel(second.id, true);
  sandbox.control.deleteAccount('gone_buyer');
  sandbox.control.revoke(caller.shopId);
  await sandbox.control.webhooksSettled();
  const of = (topic: string) =>
    receiver.received.filter(({ event }) => event.metadata.topic === topic).map(({ event }) => event.notification.data);
  expect(of('ITEM_MARKED_SHIPPED')).toMatchObject([{ orderId: id, trackingNumber: 'T1', carrier: 'UPS', publicUserId: caller.shopId }]);
  expect(
    of('ORDER_CANCELLATION_ACTIVITY')
      .map(({ activityType }) => activityType)
      .sort(),
  ).toEqual(['CANCELLATION_COMPLETED', 'CANCELLATION_REQUESTED']);
  expect(of('MARKETPLACE_ACCOUNT_DELETION')).toMatchObject([{ username: 'gone_buyer' }]);
  expect(of('AUTHORIZATION_REVOCATION')).toMatchObject([{ userId: caller.shopId, revokeReason: 'REVOKED_BY_USER' }]);
  place();
  await sandbox.control.webhooksSettled();
  expect(of('ORDER_CONFIRMATION')).toHaveLength(2);
});

test('sends an example when asked, and keeps subscriptions that can be switched and ended', async () => {
  const destinationId = await subscribe();
  const { data } = await caller.call('GET', `${base}/subscription`);
  const path = `${base}/subscription/${data.subscriptions[0].subscriptionId}`;
  expect((await caller.call('POST', `${path}/test`, { body: {} })).status).toBe(202);
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(1);
  expect((await caller.call('POST', `${path}/disable`, { body: {} })).status).toBe(204);
  place();
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(1);
  expect(await application('DELETE', `/destination/${destinationId}`)).toMatchObject({ status: 409, code: 195024 });
  expect((await caller.call('DELETE', path)).status).toBe(204);
  expect((await application('DELETE', `/destination/${destinationId}`)).status).toBe(204);
  expect(await caller.call('GET', path)).toMatchObject({ status: 404, code: 195013 });
});

test('loses, doubles, tampers with and sends again what it is told to', async () => {
  await subscribe();
  sandbox.control.addFault({ kind: 'webhook-lost', api: 'ORDER_CONFIRMATION' });
  place();
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(0);
  sandbox.control.addFault({ kind: 'webhook-duplicate' });
  place();
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[0]?.raw.equals(receiver.received[1]?.raw ?? Buffer.alloc(0))).toBe(true);
  sandbox.control.addFault({ kind: 'webhook-tampered' });
  place();
  await sandbox.control.webhooksSettled();
  const tampered = receiver.received.at(-1);
  expect(tampered && (await isGenuine(tampered))).toBe(false);
  expect(sandbox.control.resendWebhook(receiver.received[0]?.event.notification.notificationId)).toBe(true);
  await sandbox.control.webhooksSettled();
  expect(receiver.received).toHaveLength(4);
});
