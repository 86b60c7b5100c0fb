import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokContentSandbox, type TikTokContentSandbox } from './start.ts';
import { RawClient, startReceiver } from './testing/raw-client.ts';

let sandbox: TikTokContentSandbox;
let client: RawClient;
const hour = 3_600_000;

beforeEach(async () => {
  sandbox = await startTikTokContentSandbox();
  sandbox.control.createAccount({ username: 'kopi' });
  client = RawClient.of(sandbox, 'kopi');
});
afterEach(async () => {
  await sandbox.stop();
});

test('the end of a consent is told, signed, after the token is dead', async () => {
  using receiver = await startReceiver();
  sandbox.control.configure({ webhookUrl: receiver.url });
  const { openId } = sandbox.control.account('kopi');
  sandbox.control.removeAuthorization('kopi', 1);
  expect((await client.userInfo('open_id')).status).toBe(401);
  await sandbox.control.webhooksSettled();
  const [received] = receiver.received;
  if (!received) throw new Error('nothing came');
  expect(received.event).toEqual({
    client_key: sandbox.clientKey,
    event: 'authorization.removed',
    create_time: expect.any(Number),
    user_openid: openId,
    content: expect.any(String),
  });
  expect(JSON.parse(received.event.content)).toEqual({ reason: 1 });
  const [, time, digest] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(received.signature) ?? [];
  expect(createHmac('sha256', sandbox.clientSecret).update(`${time}.`).update(received.raw).digest('hex')).toBe(digest);
});

test.each([
  [2, 'deleted'],
  [4, 'banned'],
])('reason %d leaves the account %s: nobody logs in with it again', async (reason, state) => {
  sandbox.control.removeAuthorization('kopi', reason);
  expect(sandbox.control.account('kopi')).toMatchObject({ state, scopes: [] });
  expect((await client.decide({ decision: 'allow', account: 'kopi' })).html).toContain(state);
});

test('revoking by the app is told with reason 5', async () => {
  using receiver = await startReceiver();
  sandbox.control.configure({ webhookUrl: receiver.url });
  await client.oauth('revoke', { token: client.token });
  await sandbox.control.webhooksSettled();
  expect(receiver.received.map(({ event }) => JSON.parse(event.content))).toEqual([{ reason: 5 }]);
});

test('anything but 200 is repeated with growing pauses, signed anew, until 200', async () => {
  using receiver = await startReceiver((count) => [204, 500][count - 1] ?? 200);
  sandbox.control.configure({ webhookUrl: receiver.url });
  sandbox.control.removeAuthorization('kopi');
  await sandbox.control.advance(59_000);
  expect(receiver.received).toHaveLength(1);
  await sandbox.control.advance(60_000);
  expect(receiver.received).toHaveLength(2);
  await sandbox.control.advance(100 * hour);
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ raw }) => raw.toString())).size).toBe(1);
  expect(new Set(receiver.received.map(({ signature }) => signature)).size).toBe(3);
  expect(sandbox.control.webhookLog()).toMatchObject([{ attempts: 3, outcome: 'accepted' }]);
});

test('it is given up after 72 hours', async () => {
  using receiver = await startReceiver(() => 500);
  sandbox.control.configure({ webhookUrl: receiver.url, webhookFreshTimes: false });
  sandbox.control.removeAuthorization('kopi');
  await sandbox.control.advance(73 * hour);
  const count = receiver.received.length;
  expect(count).toBeGreaterThan(10);
  await sandbox.control.advance(100 * hour);
  expect(receiver.received).toHaveLength(count);
  expect(new Set(receiver.received.map(({ signature }) => signature)).size).toBe(1);
  expect(sandbox.control.counters()).toMatchObject({ webhooksGivenUp: 1 });
});

test('events can be lost, come twice, late and out of order', async () => {
  using receiver = await startReceiver();
  sandbox.control.configure({ webhookUrl: receiver.url });
  const send = (id: number) => sandbox.control.sendWebhook('kopi', 'portability.download.ready', { request_id: id });
  const ids = () => receiver.received.map(({ event }) => JSON.parse(event.content).request_id);
  sandbox.control.addFault({ kind: 'webhook-lost', api: 'portability.*' });
  send(1);
  sandbox.control.addFault({ kind: 'webhook-duplicate', account: 'kopi' });
  send(2);
  await sandbox.control.webhooksSettled();
  expect(ids()).toEqual([2, 2]);
  sandbox.control.addFault({ kind: 'webhook-late', delayMs: 50 });
  send(3);
  await expect.poll(ids).toEqual([2, 2, 3]);
  sandbox.control.addFault({ kind: 'webhook-reordered' });
  send(4);
  send(5);
  await expect.poll(() => ids().slice(3).sort()).toEqual([4, 5]);
  expect(
    sandbox.control
      .webhookLog()
      .map(({ id }) => id)
      .slice(-2),
  ).toEqual(['event-5', 'event-4']);
  sandbox.control.resendWebhook('event-2');
  await sandbox.control.webhooksSettled();
  expect(ids().at(-1)).toBe(2);
});

test('nothing is sent without an address', async () => {
  sandbox.control.removeAuthorization('kopi');
  await sandbox.control.webhooksSettled();
  expect(sandbox.control.webhookLog()).toEqual([]);
});
