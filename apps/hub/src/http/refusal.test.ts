import { buildOpenApiDocument, isEnveloped } from '@shopfleet/contracts';
import { errorCatalogue, HubError } from '@shopfleet/kernel';
import { expect, test } from 'vitest';
import { refusalResponse } from './refusal.ts';

const onAdmin = (error: HubError) => refusalResponse(error, { path: '/admin/stores', requestId: 'r-1' });

test('a refusal has the shape of the surface that was called', async () => {
  const error = new HubError('STORE_NOT_FOUND', { message: 'There is no store with the code X' });
  const wrapped = onAdmin(error);
  expect([wrapped.status, wrapped.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  expect(await wrapped.json()).toEqual({
    success: false,
    error: { code: 'STORE_NOT_FOUND', message: 'There is no store with the code X' },
  });
  const plain = refusalResponse(error, { path: '/api/outlets', requestId: 'r-1' });
  expect(plain.headers.get('content-type')).toContain('problem+json');
  expect(['/admin', '/admin/x', '/connect/tiktok', '/auth/url'].every(isEnveloped)).toBe(true);
  expect(['/', '/administer', '/api/admin', '/api/tiktok/auth/start', '/authority'].some(isEnveloped)).toBe(false);
});

test('the message names every failing field', async () => {
  const fields = [
    { path: 'store_code', code: 'invalid', message: 'must be a text' },
    { path: '', code: 'invalid', message: 'must be an object' },
  ];
  const answer: unknown = await onAdmin(new HubError('INVALID_REQUEST', { fields })).json();
  expect(answer).toMatchObject({ error: { message: 'store_code: must be a text; body: must be an object' } });
});

test('a wait is said in Retry-After', () => {
  expect(onAdmin(new HubError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: 12 })).headers.get('retry-after')).toBe('12');
});

test('every code in the examples of the wrapped surfaces is one of the catalogue, with its status', () => {
  const text = JSON.stringify(buildOpenApiDocument().paths);
  const shown = new Set([...text.matchAll(/"error":\{"code":"([A-Z_]+)"/g)].map(([, code = '']) => code));
  expect(shown.size).toBeGreaterThan(10);
  const known: ReadonlySet<string> = new Set(Object.keys(errorCatalogue));
  expect([...shown].filter((code) => !known.has(code))).toEqual([]);
});
