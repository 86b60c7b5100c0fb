import { adminRoutes } from '@shopfleet/contracts';
import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKeyOf, bodyAs, callAdmin, failureOf } from '../test/admin-calls.ts';

type Init = Parameters<typeof callAdmin>[3];

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await hub.register();
  await addStore({ store_code: 'KMG-1', store_name: 'Kemang', pic_name: 'Dewi', pic_contact: '+62 811' });
});
afterAll(() => hub.stop());

const call = (path: string, init?: Init) => callAdmin(hub, adminKeyOf(hub), path, init);
const addStore = (json: unknown) => call('/admin/stores', { method: 'POST', json });

test('a store is added, names its next step, and is found by its code in any case', async () => {
  const answer = await addStore({ store_code: 'New_01', store_name: '  Bandung ', pic_name: 'Sri' });
  expect(answer.status).toBe(201);
  const added = await bodyAs<{ data: unknown; message: string; next_step: string }>(adminRoutes.createStore, answer);
  expect(added.data).toEqual({
    storeCode: 'New_01',
    storeName: 'Bandung',
    picName: 'Sri',
    picContact: '',
    createdAt: expect.any(String),
    connectionStatus: 'NOT_CONNECTED',
    accountId: null,
    accountIdentifier: null,
    connectedAt: null,
    lastSyncTime: null,
    tokenExpiresAt: null,
    latestUserStats: null,
    latestVideoStats: null,
  });
  expect(added.message).toContain('New_01');
  expect(added.next_step).toContain(`${hub.url}/connect/tiktok?store_code=New_01`);
  const found = await bodyAs<{ data: { storeCode: string } }>(adminRoutes.getStore, await call('/admin/stores/nEW_01'));
  expect(found.data).toEqual(added.data);
  const audit = await hub.database.query(`select actor_kind, actor_id from audit_entry where action = 'outlet.created' order by number`);
  expect(audit.at(-1)).toEqual({ actor_kind: 'api-key', actor_id: 'admin-key' });
});

test('a code that is taken, in whatever case, is refused and changes nothing', async () => {
  const refused = await failureOf(await addStore({ store_code: 'kmg-1', store_name: 'Other', pic_name: 'Other' }));
  expect(refused).toMatchObject({ status: 409, code: 'STORE_EXISTS' });
  const body = await bodyAs<{ data: { storeName: string } }>(adminRoutes.getStore, await call('/admin/stores/KMG-1'));
  expect(body.data.storeName).toBe('Kemang');
});

test('many who add one code at once make one store', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => addStore({ store_code: index % 2 ? 'RACE' : 'race', store_name: 'R', pic_name: 'P' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
});

test('an Idempotency-Key makes a repeated POST the first one again', async () => {
  const init = {
    method: 'POST',
    json: { store_code: 'IDEM', store_name: 'I', pic_name: 'P' },
    headers: { 'idempotency-key': 'add-idem' },
  };
  const [first, second] = [await call('/admin/stores', init), await call('/admin/stores', init)];
  expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
});

test('every failing field is named, in the envelope', async () => {
  const refused = await failureOf(await addStore({ store_code: 'a b', store_name: '', pic_name: 'x'.repeat(256), pic_contact: 5 }));
  expect(refused).toEqual({
    status: 400,
    code: 'INVALID_REQUEST',
    message: [
      'store_code: must be 1 to 50 letters, digits, _ and -',
      'store_name: must not be empty',
      'pic_name: must have at most 255 characters',
      'pic_contact: must be a text',
    ].join('; '),
  });
  const missing = await failureOf(await addStore({}));
  expect(missing.message).toBe('store_code: must be a text; store_name: must be a text; pic_name: must be a text');
  for (const body of ['[]', '"x"', 'null', '5']) {
    const answer = await call('/admin/stores', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect([body, await failureOf(answer)]).toEqual([body, expect.objectContaining({ status: 400, code: 'INVALID_REQUEST' })]);
  }
  const nul = await failureOf(await addStore({ store_code: 'NUL', store_name: 'a\u0000b', pic_name: 'P' }));
  expect(nul).toMatchObject({ status: 400, code: 'INVALID_REQUEST', message: expect.stringContaining('store_name') });
});

test.each([
  ['GET', '/admin/stores/No-Such', undefined, 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/stores/No-Such/accounts', undefined, 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/stores/No-Such/user-stats', undefined, 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/stores/No-Such/video-stats', undefined, 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/stores/No-Such/sync-logs', undefined, 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/sync/logs?store_code=No-Such', undefined, 404, 'STORE_NOT_FOUND'],
  ['POST', '/admin/sync/run', '{"store_code":"No-Such"}', 404, 'STORE_NOT_FOUND'],
  ['GET', '/admin/stores/KMG-1/user-stats?days=0', undefined, 400, 'INVALID_REQUEST'],
  ['GET', '/admin/stores/KMG-1/user-stats?days=366', undefined, 400, 'INVALID_REQUEST'],
  ['GET', '/admin/stores/KMG-1/video-stats?days=1.5', undefined, 400, 'INVALID_REQUEST'],
  ['GET', '/admin/stores/KMG-1/video-stats?days=many', undefined, 400, 'INVALID_REQUEST'],
  ['GET', '/admin/stores/KMG-1/sync-logs?limit=501', undefined, 400, 'INVALID_REQUEST'],
  ['GET', '/admin/sync/logs?limit=0', undefined, 400, 'INVALID_REQUEST'],
  ['POST', '/admin/sync/run', '{"job":"everything"}', 400, 'INVALID_REQUEST'],
  ['POST', '/admin/sync/run', '{"job":', 400, 'INVALID_REQUEST'],
  ['GET', '/admin', undefined, 404, 'NOT_FOUND'],
  ['GET', '/admin/nothing/here', undefined, 404, 'NOT_FOUND'],
  ['DELETE', '/admin/stores', undefined, 405, 'METHOD_NOT_ALLOWED'],
  ['PUT', '/admin/sync/run', '{}', 405, 'METHOD_NOT_ALLOWED'],
])('%s %s is refused in the envelope', async (method, path, body, status, code) => {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await call(path, { method, headers, ...(body === undefined ? {} : { body }) });
  expect(await failureOf(answer)).toMatchObject({ status, code });
  expect(answer.headers.get('content-type')).toContain('application/json');
});

test('a body that is too large or no JSON is refused in the envelope', async () => {
  const large = await addStore({ store_code: 'L', store_name: 'x'.repeat(1_100_000), pic_name: 'P' });
  expect(await failureOf(large)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  const text = await call('/admin/stores', { method: 'POST', body: 'store_code=A', headers: { 'content-type': 'text/plain' } });
  expect(await failureOf(text)).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
});
