import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hub: TestHub;
let cookie = '';
beforeAll(async () => {
  hub = await createTestHub({ config: { corsOrigins: ['https://app.example.com'] } });
  const { token } = await hub.register();
  cookie = `shopfleet_session=${token}`;
});
afterAll(() => hub.stop());

const change = (headers: Record<string, string>) =>
  hub.fetchAs(undefined, '/api/user/api-keys', { method: 'POST', json: { name: 'forged', scopes: ['orders:read'] }, headers });

test('the session cookie works for reading from anywhere, for changes only from our own pages', async () => {
  expect((await hub.fetchAs(undefined, '/api/user/me', { headers: { cookie } })).status).toBe(200);
  expect((await change({ cookie, origin: hub.url })).status).toBe(201);
  expect((await change({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  expect((await change({ cookie, origin: 'https://app.example.com' })).status).toBe(201);
});

test.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  {},
])('a change with the cookie and %o is refused', async (headers: Record<string, string>) => {
  const answer = await change({ cookie, ...headers });
  expect(answer.status).toBe(403);
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const { email } = await hub.register();
  const answer = await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json: { email, password: 'correct horse battery' } });
  const written = answer.headers.get('set-cookie') ?? '';
  expect(written).toContain('HttpOnly');
  expect(written).toContain('SameSite=Lax');
});

test('only named origins may read answers from a page elsewhere', async () => {
  const ask = (origin: string) => hub.fetchAs(undefined, '/api/setup', { headers: { origin } });
  expect((await ask('https://app.example.com')).headers.get('access-control-allow-origin')).toBe('https://app.example.com');
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});
