import { aboutRoutes, operationRoutes } from '@shopfleet/contracts';
import { errorCatalogue } from '@shopfleet/kernel';
import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.stop());

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem: { code: string; status: number; requestId: string; errors?: { path: string }[] } = await answer.json();
  expect(problem.status).toBe(answer.status);
  return problem;
}

describe('refusals', () => {
  test('every failing field of the input is named, and nothing is written', async () => {
    const answer = await hub.fetchAs(undefined, '/api/user/register', {
      method: 'POST',
      json: { name: '', email: 'no', password: 'short' },
    });
    expect(answer.status).toBe(400);
    const { code, errors } = await problemOf(answer);
    expect(code).toBe('INVALID_REQUEST');
    expect(errors?.map(({ path }) => path).sort()).toEqual(['email', 'name', 'password']);
  });

  test('a body that is no JSON, has another type, or is too large is told so', async () => {
    const post = (body: string, type: string) =>
      hub.fetchAs(undefined, '/api/user/login', { method: 'POST', body, headers: { 'content-type': type } });
    expect((await problemOf(await post('{"email":', 'application/json'))).code).toBe('INVALID_REQUEST');
    expect((await problemOf(await post('email=a', 'text/plain'))).code).toBe('UNSUPPORTED_MEDIA_TYPE');
    const large = await post(JSON.stringify({ email: 'a@b.co', password: 'x'.repeat(1_100_000) }), 'application/json');
    expect((await problemOf(large)).code).toBe('BODY_TOO_LARGE');
  });

  test('an unknown address is 404 and a wrong method is 405 with the right ones', async () => {
    expect((await problemOf(await hub.fetchAs(undefined, '/api/nothing'))).code).toBe('NOT_FOUND');
    const wrong = await hub.fetchAs(undefined, '/api/v1/user/login', { method: 'DELETE' });
    expect(wrong.headers.get('allow')).toBe('POST');
    expect((await problemOf(wrong)).code).toBe('METHOD_NOT_ALLOWED');
  });

  test('who is not signed in gets 401, and the answer carries the request id', async () => {
    const answer = await hub.fetchAs(undefined, '/api/user/me', { headers: { 'x-request-id': 'my-request-0001' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-request-id')).toBe('my-request-0001');
    expect((await problemOf(answer)).requestId).toBe('my-request-0001');
  });
});

describe('pages', () => {
  test('the type of a problem leads to the paragraph that explains it, for every code', async () => {
    const refused = await hub.fetchAs(undefined, '/api/nothing');
    const { type }: { type: string } = await refused.json();
    const page = await hub.fetchAs(undefined, type);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const html = await page.text();
    expect(html).toContain(`id="${new URL(type, hub.url).hash.slice(1)}"`);
    for (const code of Object.keys(errorCatalogue)) expect(html).toContain(`<section id="${code.toLowerCase()}">`);
  });

  test('the version in the address may be left out or given, on both sides of the contract', async () => {
    const user = await hub.register();
    for (const path of ['/api/user/me', '/api/v1/user/me', '/api/platforms/connections', '/api/v1/platforms/connections']) {
      expect([path, (await hub.fetchAs(user, path)).status]).toEqual([path, 200]);
    }
  });

  test('the root tells a program what there is and shows a person the screens', async () => {
    const root = async (accept?: string) => {
      const answer = await hub.fetchAs(undefined, '/', accept === undefined ? {} : { headers: { accept } });
      expect(answer.headers.get('vary')).toContain('Accept');
      return answer;
    };
    for (const accept of [undefined, '*/*', 'application/json', 'application/json, text/html;q=0.9', 'text/plain']) {
      const about = aboutRoutes.aboutSchema.strict().parse(await (await root(accept)).json());
      expect(about).toMatchObject({ name: 'Shopfleet', version: expect.stringMatching(/^\d+\.\d+\.\d+/), documentation: '/api/docs' });
      expect(Object.values(about.endpoints)).toEqual(
        expect.arrayContaining(['/health', '/admin/stores', '/admin/sync/run', '/connect/tiktok']),
      );
    }
    const ofBrowser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
    for (const accept of [ofBrowser, 'text/html', 'text/*']) {
      expect([accept, (await root(accept)).headers.get('content-type')]).toEqual([accept, expect.stringContaining('text/html')]);
    }
    const page = await hub.fetchAs(undefined, '/orders/some-order', { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  test('the documentation is served by the hub alone, under a policy that lets nothing else in', async () => {
    const page = await hub.fetchAs(undefined, '/api/docs');
    const html = await page.text();
    expect(html).not.toMatch(/https?:\/\//);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([path, (await hub.fetchAs(undefined, path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/docs', '/swagger']) expect((await hub.fetchAs(undefined, path)).headers.get('location')).toBe('/api/docs');
  });

  test('no path leads out of the folder of the screens', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json', '/a%00.js']) {
      const answer = await hub.fetchAs(undefined, path);
      expect(await answer.text()).not.toContain('@shopfleet/');
    }
  });

  test('health names its checks; metrics and error counts are open on loopback', async () => {
    const health = await hub.fetchAs(undefined, '/health');
    const body: unknown = await health.json();
    expect(operationRoutes.healthSchema.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ status: 'healthy', checks: { database: 'ok', encryption: 'ok', scheduler: 'enabled' } });
    expect(body).toMatchObject({ requestId: health.headers.get('x-request-id') });
    expect(await (await hub.fetchAs(undefined, '/metrics')).text()).toContain('shopfleet_http_request_seconds');
    expect((await hub.fetchAs(undefined, '/metrics/errors')).status).toBe(200);
    expect((await hub.fetchAs(undefined, '/ready')).status).toBe(200);
  });
});
