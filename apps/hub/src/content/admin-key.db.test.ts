import { randomBytes } from 'node:crypto';
import { Secret } from '@shopfleet/kernel';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminKeyOf, callAdmin, failureOf, hubKey } from '../test/admin-calls.ts';

const newKey = () => randomBytes(20).toString('hex');
const wrongKeyLimit = { 'wrong-key': { requests: 5, windowSeconds: 900 } };

describe('who may call', () => {
  let hub: TestHub;
  let owner: TestUser;
  let other: TestUser;
  beforeAll(async () => {
    hub = await createTestHub();
    owner = await hub.register();
    other = await hub.register();
  });
  afterAll(() => hub.stop());

  test('the admin key acts for the organisation that was founded first', async () => {
    await addStore(hub, owner, 'OLDEST');
    await addStore(hub, other, 'YOUNGER');
    expect(await storeCodes(hub, adminKeyOf(hub))).toEqual(['OLDEST']);
  });

  test('an API key of the hub acts for its own organisation, as far as its scopes go', async () => {
    const reads = await hubKey(hub, other, ['content:read']);
    expect(await storeCodes(hub, reads)).toEqual(['YOUNGER']);
    const writing = await callAdmin(hub, reads, '/admin/sync/run', { method: 'POST', json: {} });
    expect(await failureOf(writing)).toEqual({ status: 403, code: 'FORBIDDEN', message: 'This key lacks the scope content:write' });
    const alien = await callAdmin(hub, await hubKey(hub, other, ['orders:read', 'content:write']), '/admin/stores');
    expect(await failureOf(alien)).toEqual({ status: 403, code: 'FORBIDDEN', message: 'This key lacks the scope content:read' });
  });

  test('no key, a wrong one, and what is no key are refused in the envelope', async () => {
    for (const key of [undefined, newKey(), 'sfk_made-up', other.token, '']) {
      const refused = await failureOf(await callAdmin(hub, key, '/admin/stores'));
      expect([key, refused.status, refused.code]).toEqual([key, 401, 'UNAUTHORIZED']);
    }
    const admin = adminKeyOf(hub);
    const nearMisses = [admin.slice(0, -1), `${admin}0`, admin.toUpperCase(), ` ${admin.slice(1)}`];
    for (const key of nearMisses) expect([key, (await callAdmin(hub, key, '/admin/stores')).status]).toEqual([key, 401]);
    // The admin key opens nothing else, and neither a session nor a Bearer token opens this.
    expect((await hub.fetchAs(undefined, '/api/user/me', { headers: { 'x-api-key': admin } })).status).toBe(401);
    expect((await hub.fetchAs(owner, '/admin/stores')).status).toBe(401);
    expect((await hub.fetchAs({ token: admin }, '/admin/stores')).status).toBe(401);
  });

  test('a key that was revoked or has ended is no key', async () => {
    const key = await hubKey(hub, owner, ['content:read']);
    expect((await callAdmin(hub, key, '/admin/stores')).status).toBe(200);
    await hub.database.query('update api_key set revoked_at = now() where tenant_id = $1', [owner.tenantId]);
    expect((await callAdmin(hub, key, '/admin/stores')).status).toBe(401);
  });

  test('a key never acts for an organisation that it is not for', async () => {
    const asOther = { headers: { 'x-tenant-id': other.tenantId } };
    expect((await callAdmin(hub, adminKeyOf(hub), '/admin/stores', asOther)).status).toBe(404);
    expect((await callAdmin(hub, await hubKey(hub, owner, ['content:read']), '/admin/stores', asOther)).status).toBe(404);
  });
});

test('ADMIN_TENANT_ID picks the organisation; one that is not there is said in words', async () => {
  await using first = await createTestHub();
  await first.register();
  const chosen = await first.register();
  await addStore(first, chosen, 'CHOSEN');
  const key = newKey();
  const beside = (tenantId: string) => createTestHub({ config: { ...first.config, admin: { key: new Secret(key), tenantId } } });
  await using second = await beside(chosen.tenantId);
  expect(await storeCodes(second, key)).toEqual(['CHOSEN']);
  await using third = await beside('ten_00000000000000000000000000');
  const refused = await failureOf(await callAdmin(third, key, '/admin/stores'));
  expect(refused).toMatchObject({ status: 500, code: 'SERVER_MISCONFIG', message: expect.stringContaining('ADMIN_TENANT_ID') });
});

test('without an admin key the server says what is missing, and keys of the hub still work', async () => {
  await using hub = await createTestHub({ config: { admin: { key: undefined, tenantId: undefined } } });
  const owner = await hub.register();
  for (const key of [undefined, newKey()]) {
    const refused = await failureOf(await callAdmin(hub, key, '/admin/stores'));
    expect(refused).toMatchObject({ status: 500, code: 'SERVER_MISCONFIG', message: expect.stringContaining('ADMIN_API_KEY') });
  }
  expect((await callAdmin(hub, await hubKey(hub, owner, ['content:read']), '/admin/stores')).status).toBe(200);
});

test('before anybody has registered, the admin key has nobody to act for', async () => {
  await using hub = await createTestHub();
  const refused = await failureOf(await callAdmin(hub, adminKeyOf(hub), '/admin/stores'));
  expect(refused).toMatchObject({ status: 500, code: 'SERVER_MISCONFIG' });
});

describe('limits', () => {
  test('five wrong keys block the address for 15 minutes, the right key too', async () => {
    await using hub = await createTestHub({ limits: wrongKeyLimit });
    await hub.register();
    const admin = adminKeyOf(hub);
    // A missing key is no guess, and a right one in between takes nothing back.
    for (let call = 0; call < 6; call++) expect((await callAdmin(hub, undefined, '/admin/stores')).status).toBe(401);
    for (let guess = 1; guess <= 4; guess++) {
      expect([guess, (await callAdmin(hub, newKey(), '/admin/stores')).status]).toEqual([guess, 401]);
      expect([guess, (await callAdmin(hub, admin, '/admin/stores')).status]).toEqual([guess, 200]);
    }
    expect((await callAdmin(hub, 'sfk_fifth', '/admin/sync/status')).status).toBe(401);
    const blocked = await callAdmin(hub, admin, '/admin/stores');
    const wait = Number(blocked.headers.get('retry-after'));
    expect(await failureOf(blocked)).toMatchObject({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
    expect([wait > 890, wait <= 900]).toEqual([true, true]);
    expect((await callAdmin(hub, undefined, '/admin/stores')).status).toBe(429);
    // The block ends by itself.
    await hub.database.query(`update inbound_limit set expire = expire - 901000 where key like 'wrong-key%'`);
    expect((await callAdmin(hub, admin, '/admin/stores')).status).toBe(200);
  });

  test('a key without the scope is no wrong key', async () => {
    await using hub = await createTestHub({ limits: wrongKeyLimit });
    const key = await hubKey(hub, await hub.register(), ['orders:read']);
    for (let call = 1; call <= 6; call++) expect([call, (await callAdmin(hub, key, '/admin/stores')).status]).toEqual([call, 403]);
  });

  test('a hundred calls a minute from one address, over all processes, whatever the key', async () => {
    const limits = { admin: { requests: 100, windowSeconds: 60 } };
    await using one = await createTestHub({ limits });
    await using two = await createTestHub({ limits, beside: one });
    const owner = await one.register();
    const keys = [adminKeyOf(one), await hubKey(one, owner, ['content:read'])];
    for (let call = 1; call <= 100; call++) {
      const answer = await callAdmin(call % 2 ? one : two, keys[call % 2], '/admin/stores/NONE');
      expect([call, answer.status, answer.headers.get('ratelimit-remaining')]).toEqual([call, 404, String(100 - call)]);
    }
    const refused = await callAdmin(two, keys[0], '/admin/stores');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await failureOf(refused)).toMatchObject({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
    // Other surfaces count for themselves.
    expect((await one.fetchAs(owner, '/api/user/me')).status).toBe(200);
  });

  test('ten visits a minute from one address to what store staff use', async () => {
    await using hub = await createTestHub({ limits: { connect: { requests: 10, windowSeconds: 60 } } });
    await hub.register();
    const paths = ['/connect/tiktok?store_code=NONE', '/auth/url?store_code=NONE', '/auth/tiktok/callback?state=x&code=y'];
    for (let visit = 0; visit < 10; visit++) {
      const answer = await hub.fetchAs(undefined, paths[visit % 3] ?? '');
      expect([visit, answer.status, answer.headers.get('ratelimit-limit')]).toEqual([visit, expect.not.toBeOneOf([429, 500]), '10']);
    }
    const refused = await hub.fetchAs(undefined, '/auth/url?store_code=NONE');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await failureOf(refused)).toMatchObject({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
    expect((await callAdmin(hub, adminKeyOf(hub), '/admin/stores')).status).toBe(200);
  });

  test('only as many proxies are believed as are configured, and an IPv6 network counts as one', async () => {
    const limits = { admin: { requests: 2, windowSeconds: 60 } };
    await using hub = await createTestHub({ limits });
    await hub.register();
    const from = async (at: TestHub, forwarded: string) =>
      (await callAdmin(at, adminKeyOf(at), '/admin/stores', { headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await from(hub, '1.1.1.1')).toBe(200);
    expect(await from(hub, '2.2.2.2')).toBe(200);
    expect(await from(hub, '3.3.3.3')).toBe(429);

    await using proxied = await createTestHub({ limits, config: { trustedProxies: 1 } });
    await proxied.register();
    expect(await from(proxied, '7.7.7.7, 2001:db8::1')).toBe(200);
    expect(await from(proxied, '8.8.8.8, 2001:db8::ffff:2')).toBe(200);
    expect(await from(proxied, '9.9.9.9, 2001:db8:0:0:7::3')).toBe(429);
    expect(await from(proxied, '9.9.9.9, 2001:db8:0:1::3')).toBe(200);
  });
});

async function addStore(hub: TestHub, user: TestUser, code: string): Promise<void> {
  await hub.database.query(
    `insert into outlet (tenant_id, id, code, name, pic_name, time_zone) values ($1, $2, $3, 'A', 'B', 'Asia/Jakarta')`,
    [user.tenantId, `out_${code}`, code],
  );
}

async function storeCodes(hub: TestHub, key: string): Promise<string[]> {
  const answer = await callAdmin(hub, key, '/admin/stores');
  const { data }: { data: { storeCode: string }[] } = await answer.json();
  return data.map(({ storeCode }) => storeCode);
}
