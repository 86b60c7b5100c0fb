import { rolePermissions } from '@shopfleet/contracts';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubKey } from '../test/admin-calls.ts';
import { readOperations } from '../test/api-document.ts';
import { findMarkers, plantMarkers } from '../test/markers.ts';
import { valuesOf } from '../test/schema-values.ts';

const operations = readOperations().filter(({ name }) => name !== 'GET /api/events');
const isOpen = (operation: { 'x-access': string }) => ['public', 'recognised'].includes(operation['x-access']);
/** Operators' operations take keys alone. */
const isForOperators = (operation: { 'x-access': string }) => operation['x-access'].startsWith('admin:');
const guarded = operations.filter((operation) => !isOpen(operation));

let hub: TestHub;
let owner: TestUser;
/** Who calls: with a session, and with a key of the same rights where only keys are taken. */
interface Visitor {
  readonly token: string;
  readonly key?: string;
}
let viewer: Visitor;
let stranger: Visitor;
let ids: Record<string, string>;
beforeAll(async () => {
  hub = await createTestHub();
  owner = await hub.register();
  viewer = { ...(await hub.registerMember(owner, 'viewer')), key: await hubKey(hub, owner, rolePermissions.viewer) };
  const other = await hub.register();
  stranger = { ...other, key: await hubKey(hub, other, rolePermissions.owner) };
  ids = await plantMarkers(hub.database, owner.tenantId);
});
afterAll(() => hub.stop());

const pathOf = (path: string) => path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(ids[name] ?? owner.userId));
const call = (visitor: Visitor | undefined, operation: (typeof operations)[number], headers: Record<string, string> = {}) => {
  const byKey = isForOperators(operation) && visitor ? { 'x-api-key': visitor.key ?? visitor.token } : {};
  return hub.fetchAs(isForOperators(operation) ? undefined : visitor, pathOf(operation.path), {
    method: operation.method,
    headers: { ...headers, ...byKey },
    ...(bodies.get(operation.name) ?? {}),
  });
};

/** One body that fits, for each operation that takes one. */
const bodies = new Map(
  operations.map((operation) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return [operation.name, schema ? { json: fc.sample(valuesOf(schema, 0), { numRuns: 1, seed: 7 })[0] } : undefined];
  }),
);

test('the walk sees the whole contract', () => {
  expect(guarded.length).toBeGreaterThan(50);
});

test.each(guarded.map((operation) => [operation.name, operation] as const))('%s is closed without a token', async (_name, operation) => {
  expect((await call(undefined, operation)).status).toBe(401);
  expect((await call({ token: 'sfk_made-up' }, operation)).status).toBe(401);
});

test.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s shows a stranger nothing of another organisation',
  async (_name, operation) => {
    if (operation.name === 'POST /api/user/logout' || operation.name === 'POST /api/user/refresh') return;
    const answer = await call(stranger, operation);
    expect(findMarkers(await answer.text(), owner)).toEqual([]);
    // Somebody else's id is an id that is not there: never 403, which would say that it exists, and never done.
    const namesTheirs = Object.keys(ids).some((name) => name !== 'platform' && operation.path.includes(`{${name}}`));
    if (namesTheirs) expect([400, 404, 422]).toContain(answer.status);
    const asOther = await call(stranger, operation, { 'x-tenant-id': owner.tenantId });
    if (!isOpen(operation)) expect(asOther.status).toBe(404);
  },
);

test.each(guarded.map((operation) => [operation.name, operation] as const))('%s asks for its permission', async (_name, operation) => {
  const access = operation['x-access'].replace('admin:', 'content:');
  if (access === 'signed-in') return;
  const mayView = rolePermissions.viewer.some((permission) => permission === access);
  if (!mayView) expect((await call(viewer, operation)).status).toBe(403);
  const { token, permission } = await keyWithout(access);
  expect([permission, (await call({ token }, operation)).status]).toEqual([permission, 403]);
});

const keys = new Map<string, { token: string; permission: string }>();
/** An API key of the organisation that may do something, but not this. */
async function keyWithout(access: string): Promise<{ token: string; permission: string }> {
  const permission = access === 'orders:read' ? 'stock:read' : 'orders:read';
  const known = keys.get(permission);
  if (known) return known;
  const answer = await hub.fetchAs(owner, '/api/user/api-keys', { method: 'POST', json: { name: permission, scopes: [permission] } });
  const { secret }: { secret: string } = await answer.json();
  const made = { token: secret, permission };
  keys.set(permission, made);
  return made;
}

test('nothing of the owner was changed by all of this', async () => {
  const rows = await hub.database.query<{ name: string }>('select name from printer where id = $1', [ids.printerId]);
  expect(rows).toHaveLength(1);
  expect((await hub.fetchAs(owner, '/api/user/me')).status).toBe(200);
});
