import { createTestHub, testPassword } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';

const json = { email: 'nobody@example.com', password: 'wrong password' };

test('five wrong passwords from one address, then the sixth try waits', async () => {
  await using hub = await createTestHub({ limits: { auth: { requests: 5, windowSeconds: 900 } } });
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect((await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json })).status).toBe(401);
  }
  const refused = await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
});

test('calls are counted per person over all processes, and the answer tells what is left', async () => {
  const limits = { general: { requests: 10, windowSeconds: 900 } };
  await using one = await createTestHub({ limits });
  await using two = await createTestHub({ limits, beside: one });
  const [person, other] = [await one.register(), await one.register()];
  for (let call = 1; call <= 10; call++) {
    const answer = await (call % 2 ? one : two).fetchAs(person, '/api/user/me');
    expect([answer.status, answer.headers.get('ratelimit-remaining')]).toEqual([200, String(10 - call)]);
  }
  expect((await one.fetchAs(person, '/api/user/me')).status).toBe(429);
  expect((await two.fetchAs(person, '/api/user/me')).status).toBe(429);
  expect((await two.fetchAs(other, '/api/user/me')).status).toBe(200);
});

test('a bigger plan multiplies the limit', async () => {
  await using hub = await createTestHub({ limits: { general: { requests: 2, windowSeconds: 900 } } });
  const person = await hub.register();
  await hub.database.query('update tenant set plan = $1 where id = $2', ['pro', person.tenantId]);
  const answer = await hub.fetchAs(person, '/api/user/me');
  expect(answer.headers.get('ratelimit-limit')).toBe('10');
});

test('only as many proxies are believed as there are', async () => {
  const limits = { auth: { requests: 1, windowSeconds: 900 } };
  await using hub = await createTestHub({ limits });
  const from = (address: string) =>
    hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json, headers: { 'x-forwarded-for': address } });
  expect((await from('1.1.1.1')).status).toBe(401);
  expect((await from('2.2.2.2')).status).toBe(429);

  await using proxied = await createTestHub({ limits, config: { trustedProxies: 1 } });
  const through = (chain: string) =>
    proxied.fetchAs(undefined, '/api/user/login', { method: 'POST', json, headers: { 'x-forwarded-for': chain } });
  expect((await through('9.9.9.9, 1.1.1.1')).status).toBe(401);
  expect((await through('8.8.8.8, 1.1.1.1')).status).toBe(429);
  expect((await through('8.8.8.8, 2.2.2.2')).status).toBe(401);
});

test('sign-ins and registrations that work do not use up the guesses', async () => {
  await using hub = await createTestHub({ limits: { auth: { requests: 3, windowSeconds: 900 } } });
  const owner = await hub.register();
  for (let more = 1; more <= 4; more++) await hub.register();
  const password = { email: owner.email, password: testPassword };
  for (let more = 1; more <= 4; more++) {
    expect((await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json: password })).status).toBe(200);
  }
  const statuses: number[] = [];
  for (let wrong = 1; wrong <= 4; wrong++) {
    statuses.push((await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429]);
});

test('five wrong pairing codes from one address, then even a right one waits', async () => {
  await using hub = await createTestHub();
  const owner = await hub.register();
  const { code }: { code: string } = await (await hub.fetchAs(owner, '/api/agents/pairing-codes', { method: 'POST', json: {} })).json();
  const claim = (tried: string) =>
    hub.fetchAs(undefined, '/agent/pairing/claim', {
      method: 'POST',
      json: { code: tried, name: 'Table', hostName: 'table', agentVersion: '0.1.0' },
    });
  const wrong = code.startsWith('A') ? code.replace(/^A/, 'B') : code.replace(/^./, 'A');
  for (let attempt = 1; attempt <= 5; attempt++) expect([attempt, (await claim(wrong)).status]).toEqual([attempt, 400]);
  const refused = await claim(code);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
