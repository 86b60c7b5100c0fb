import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HubEnv } from '../edge/index.ts';
import { registerPrintingRoutes } from './index.ts';
import { createPrintWorld, media, type PrintWorld } from './test/print-world.ts';

let world: PrintWorld;
const app = new OpenAPIHono<HubEnv>();
beforeAll(async () => {
  world = await createPrintWorld();
  app.use(async (c, next) => {
    const actor = { kind: 'user', id: 'usr_ana' } as const;
    c.set('caller', {
      tenantId: world.tenantId,
      userId: 'usr_ana',
      actor,
      name: 'Ana',
      permissions: new Set(permissions),
      plan: 'free',
      sessionHash: '',
    });
    await next();
  });
  app.onError((error, c) => {
    if (!(error instanceof HubError)) throw error;
    return c.json({ code: error.code, detail: error.message }, error.status as 400);
  });
  registerPrintingRoutes(app, world.deps);
});
afterAll(() => world[Symbol.asyncDispose]());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await app.request(path, { method, headers: { 'content-type': 'application/json', ...headers }, ...init });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
}
const driver = { kind: 'raw9100', host: '10.0.0.9', port: 9100 };

test('a printer is registered, changed under its version, routed to, tested and removed', async () => {
  const { agent } = await world.addAgent();
  const created = await call('POST', '/api/printers', { name: 'ZD421', agentId: agent.agentId, driver, media });
  expect(created).toMatchObject({ status: 201, body: { isDefault: true, state: 'unreachable', version: 1 } });
  const path = `/api/printers/${created.body.id}`;
  expect(await call('PATCH', path, { isPaused: true }, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
  expect(await call('PATCH', path, { isPaused: true }, { 'if-match': '"1"' })).toMatchObject({
    status: 200,
    body: { isPaused: true, version: 2 },
  });
  const route = { shopId: null, carrierName: 'J&T', documentType: null, printerId: created.body.id };
  expect(await call('PUT', '/api/print-routes', { items: [{ ...route, printerId: 'prn_nobody' }] })).toMatchObject({ status: 400 });
  expect(await call('PUT', '/api/print-routes', { items: [route] })).toMatchObject({
    status: 200,
    body: { items: [{ carrierName: 'J&T' }] },
  });
  expect(await call('DELETE', path)).toMatchObject({ status: 409 });
  await call('PUT', '/api/print-routes', { items: [] });
  const job = await call('POST', `${path}/test-page`);
  expect(job).toMatchObject({ status: 201, body: { documentKind: 'test-page', state: 'queued', requestedBy: 'Ana' } });
  expect(await call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  expect(await call('GET', '/api/printers/queue')).toMatchObject({ body: { items: [{ id: job.body.id }] } });
  expect(await call('GET', `/api/printers/queue/${job.body.id}`)).toMatchObject({ body: { attemptList: [] } });
  const document = await app.request(`/api/printers/queue/${job.body.id}/document`);
  expect(document.headers.get('content-type')).toBe('application/pdf');
  expect(await call('POST', `/api/printers/queue/${job.body.id}/cancel`)).toMatchObject({ body: { state: 'cancelled' } });
  expect(await call('DELETE', path)).toMatchObject({ status: 204 });
});

test('the history as CSV holds no formulas', async () => {
  const { agent } = await world.addAgent();
  const job = await world.queue(await world.addPrinter(agent));
  await world.db.query("update print_job set title = '=cmd()' where id = $1", [job.id]);
  const csv = await (await app.request('/api/print-history?format=csv')).text();
  expect(csv).toMatch(/^createdAt,title,state/);
  expect(csv).toContain(",'=cmd(),");
  expect(await call('GET', '/api/print-history/stats')).toMatchObject({ status: 200 });
});

test('agents are listed, renamed and unpaired; looking for printers needs a live one', async () => {
  const { agent } = await world.addAgent();
  const path = `/api/agents/${agent.agentId}`;
  expect(await call('PATCH', path, { name: 'Packing table' })).toMatchObject({ body: { name: 'Packing table', isOnline: false } });
  expect(await call('POST', `${path}/discover`)).toMatchObject({ status: 409 });
  expect(await call('DELETE', path)).toMatchObject({ status: 204 });
  expect(await call('PATCH', path, { name: 'x' })).toMatchObject({ status: 404 });
  expect(await call('POST', '/api/agents/pairing-codes')).toMatchObject({
    status: 201,
    body: { code: expect.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/) },
  });
  expect(await call('POST', '/api/agents/pair', { code: 'AAAA-AAAA' })).toMatchObject({
    status: 400,
    body: { code: 'PAIRING_CODE_INVALID' },
  });
});

async function upload(bytes: Uint8Array<ArrayBuffer> | string) {
  const form = new FormData();
  form.set('file', new File([bytes], 'logo'));
  const answer = await app.request('/api/templates/upload-image', { method: 'POST', body: form });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

test('an image is drawn anew: nothing but its picture is kept', async () => {
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const stored = await upload(new Uint8Array(Buffer.concat([png, Buffer.from('<script>alert(1)</script>')])));
  expect(stored).toMatchObject({ status: 201, body: { width: 30, height: 20, format: 'image/png' } });
  const image = await app.request(String(stored.body.url));
  expect(Buffer.from(await image.arrayBuffer()).includes('script')).toBe(false);
  const svg = await upload(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/><script>1</script></svg>',
  );
  expect(svg).toMatchObject({ status: 201, body: { format: 'image/png' } });
  expect(await call('GET', '/api/templates')).toMatchObject({ body: { items: [{ kind: 'test-page' }] } });
});

test.each([
  ['a page', '<html><svg></svg></html>', 415],
  ['an SVG that reads a file', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', 422],
  ['an SVG with an entity', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', 415],
  ['a giant SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"><rect width="9" height="9"/></svg>', 422],
  ['a cut-off JPEG', '\u00ff', 415],
])('%s is refused as an image', async (_what, content, status) => {
  expect((await upload(content)).status).toBe(status);
});
