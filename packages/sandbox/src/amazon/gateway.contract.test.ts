import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const participations = '/sellers/v1/marketplaceParticipations';

beforeEach(async () => {
  sandbox = await startAmazonSandbox();
  client = await RawClient.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const many = async (times: number, make: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) statuses.push((await make()).status);
  return statuses;
};

test('lets through a burst, then what flows in, for each seller and operation', async () => {
  expect(await many(21, () => client.search())).toEqual([...Array(20).fill(200), 429]);
  const refused = await client.search();
  expect(refused.body.errors[0].code).toBe('QuotaExceeded');
  expect(refused.headers.get('x-amzn-ratelimit-limit')).toBeNull();
  expect(refused.headers.get('retry-after')).toBeNull();
  const other = await RawClient.connect(sandbox, 'GB');
  const fine = await other.search();
  expect([fine.status, fine.headers.get('x-amzn-ratelimit-limit')]).toEqual([200, '0.0056']);
  expect((await client.call('GET', participations)).status).toBe(200);
  await sandbox.control.advance(179_000);
  expect(await many(2, () => client.search())).toEqual([200, 429]);
  expect(sandbox.control.counters()).toMatchObject({ callsAboveLimitByApi: { searchOrders: 3 } });
  expect(sandbox.control.counters().callsBySeller[`searchOrders ${other.sellerId}`]).toBe(1);
});

test('fills buckets faster and makes them larger when so set', async () => {
  sandbox.control.configure({ burstScale: 2, bucketScale: 1_000 });
  expect(await many(30, () => client.search())).not.toContain(429);
  expect((await client.search()).headers.get('x-amzn-ratelimit-limit')).toBe('5.6');
});

test('says the limit also with 400 and 404, and names the request', async () => {
  const missing = await client.call('GET', '/orders/2026-01-01/orders/114-0000000-0000000');
  expect([missing.status, missing.body.errors[0].code]).toEqual([404, 'NotFound']);
  expect(missing.headers.get('x-amzn-ratelimit-limit')).toBe('0.5');
  expect(missing.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f]{32}$/);
  expect((await client.call('GET', '/orders/1999-01-01/orders')).status).toBe(404);
});

test('refuses a body that is none, of another type, or of an agent with too much to say', async () => {
  const path = '/tokens/2021-03-01/restrictedDataToken';
  const raw = (body: string, headers: Record<string, string>) =>
    fetch(`${sandbox.apiUrl}${path}`, { method: 'POST', body, headers: { 'x-amz-access-token': client.token, ...headers } });
  expect((await raw('{', { 'content-type': 'application/json' })).status).toBe(400);
  expect((await raw('[]', { 'content-type': 'application/json' })).status).toBe(400);
  expect((await raw('{}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await client.call('GET', participations, { headers: { 'user-agent': 'x'.repeat(501) } })).status).toBe(400);
});

test.each([
  ['rate-limited', 429, 'QuotaExceeded'],
  ['internal-error', 500, 'InternalFailure'],
  ['unavailable', 503, 'ServiceUnavailable'],
  ['refuse', 400, 'InvalidInput'],
  ['expired-token', 403, 'Unauthorized'],
] as const)('answers %s when switched on, once', async (kind, status, code) => {
  sandbox.control.addFault({ kind, api: 'getMarketplaceParticipations' });
  const struck = await client.call('GET', participations);
  expect([struck.status, struck.body.errors[0].code]).toEqual([status, code]);
  expect((await client.call('GET', participations)).status).toBe(200);
});

test('buys a label and loses the answer: the parcel is seen in the order', async () => {
  sandbox.control.configure(quick);
  const { id } = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const order = await client.order(id);
  sandbox.control.addFault({ kind: 'cut-after-effect', api: 'createShipment' });
  await expect(client.buyLabel(client.parcelFor(order), 'UPS_PTP_GND')).rejects.toThrow();
  expect(sandbox.control.shipEffects(id)).toBe(1);
  expect((await client.order(id)).packages).toMatchObject([{ carrier: 'UPS', trackingNumber: expect.stringMatching(/^1Z/) }]);
  sandbox.control.addFault({ kind: 'cut-before-effect', api: 'createShipment' });
  await expect(client.buyLabel(client.parcelFor(order), 'UPS_PTP_GND')).rejects.toThrow();
  expect(sandbox.control.shipments(id)).toHaveLength(1);
});

test('an access token can end between two pages', async () => {
  sandbox.control.configure(quick);
  for (let count = 0; count < 3; count += 1) sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED' });
  const lastUpdatedAfter = new Date(Date.now() - 3_600_000).toISOString();
  const { body } = await client.search({ lastUpdatedAfter, maxResultsPerPage: '2' });
  sandbox.control.expireTokens(client.sellerId);
  const next = { lastUpdatedAfter, maxResultsPerPage: '2', paginationToken: body.pagination.nextToken };
  expect((await client.search(next)).status).toBe(403);
  client.token = (await client.refresh()).body.access_token;
  expect((await client.search(next)).body.orders).toHaveLength(1);
});

test('answers the control calls over HTTP, and a scenario places its orders', async () => {
  const control = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return await (await fetch(`${sandbox.controlUrl}/_control/${path}`, init)).json();
  };
  const { result: order } = await control('POST', 'orders', { shopId: client.shopId, payAfterMs: null });
  expect((await control('POST', 'pay', { id: order.id })).result.status).toBe('UNSHIPPED');
  expect((await control('POST', 'faults', { kind: 'nonsense' })).ok).toBe(false);
  expect((await control('GET', 'overview')).result.shops).toHaveLength(4);
  expect(await (await fetch(sandbox.controlUrl)).text()).toContain('Amazon sandbox');
  await control('POST', 'scenario', { kind: 'burst', maximum: 40 });
  await expect.poll(async () => (await control('GET', 'scenario')).result.placed).toBe(40);
  expect((await control('GET', 'orders')).result).toHaveLength(41);
});

test('a restart keeps its world', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amazon-state-'));
  const stateFile = join(folder, 'state.jsonl');
  const first = await startAmazonSandbox({ stateFile, settings: { ...quick, listingDelayMs: 60_000 } });
  const seller = await RawClient.connect(first);
  const { id } = first.control.createOrder({ shopId: seller.shopId, payAfterMs: 60_000 });
  const path = `/listings/2021-08-01/items/${seller.sellerId}/KETT-BLACK`;
  const value = [{ fulfillment_channel_code: 'DEFAULT', quantity: 17 }];
  const body = { productType: 'PRODUCT', patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value }] };
  await seller.call('PATCH', path, { query: { marketplaceIds: seller.marketplaceId }, body });
  await first.stop();
  const second = await startAmazonSandbox({ stateFile });
  expect(second.control.order(id).status).toBe('PENDING');
  await second.control.advance(60_000);
  expect(second.control.order(id).status).toBe('UNSHIPPED');
  expect(second.control.stock(seller.shopId, 'KETT-BLACK').quantity).toBe(17);
  const again = Object.assign(new RawClient(second), { token: seller.token });
  expect((await again.call('GET', participations)).status).toBe(200);
  await second.stop();
  rmSync(folder, { recursive: true });
});
