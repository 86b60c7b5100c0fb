import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hub: TestHub;
let owner: TestUser;
beforeAll(async () => {
  hub = await createTestHub();
  owner = await hub.register();
});
afterAll(() => hub.stop());

const makeKey = (user: TestUser, key: string, name = 'scanner') =>
  hub.fetchAs(user, '/api/user/api-keys', {
    method: 'POST',
    json: { name, scopes: ['orders:read'] },
    headers: { 'idempotency-key': key },
  });
const countKeys = async (name: string) => {
  const rows = await hub.database.query<{ count: number }>('select count(*)::int as count from api_key where name = $1', [name]);
  return rows[0]?.count;
};

test('fifty parallel requests with one key take effect once in every of 20 rounds; who asks again gets the first answer', async () => {
  for (let round = 1; round <= 20; round++) {
    const name = `parallel ${round}`;
    const once = () => makeKey(owner, `parallel-${round}`, name);
    const answers = await Promise.all(Array.from({ length: 50 }, once));
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect([round, await countKeys(name)]).toEqual([round, 1]);
    const [first, again] = [answers.find(({ status }) => status === 201), await once()];
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(await again.json()).toEqual(await first?.json());
  }
});

test('an answer whose key was rotated away is said to be lost, and nothing happens twice', async () => {
  await makeKey(owner, 'rotated', 'rotated');
  await hub.database.query(`update idempotency_record set response = 'AAAA' where key = 'rotated'`);
  const again = await makeKey(owner, 'rotated', 'rotated');
  expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ code: 'IDEMPOTENCY_KEY_IN_USE' })]);
  expect(await countKeys('rotated')).toBe(1);
});

test('another body under the same key is refused', async () => {
  await makeKey(owner, 'bodies', 'body one');
  const answer = await makeKey(owner, 'bodies', 'body two');
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('two organisations may use the same key, and neither sees the answer of the other', async () => {
  const stranger = await hub.register();
  const [mine, theirs] = [await makeKey(owner, 'shared'), await makeKey(stranger, 'shared')];
  expect(theirs.headers.get('idempotent-replayed')).toBeNull();
  expect(await theirs.json()).not.toEqual(await mine.json());
});

test('a refused request may be tried again with the same key', async () => {
  const viewer = await hub.registerMember(owner, 'manager');
  expect((await makeKey(viewer, 'refused')).status).toBe(403);
  const bad = { method: 'POST', json: { name: '', scopes: [] }, headers: { 'idempotency-key': 'mended' } };
  expect((await hub.fetchAs(owner, '/api/user/api-keys', bad)).status).toBe(400);
  expect((await makeKey(owner, 'mended')).status).toBe(201);
});

test('kept answers do not hold the secret in the clear', async () => {
  const answer = await makeKey(owner, 'sealed');
  const { secret }: { secret: string } = await answer.json();
  const rows = await hub.database.query<{ response: string }>('select response from idempotency_record where key = $1', ['sealed']);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.response).not.toContain(secret);
  expect(Buffer.from(rows[0]?.response ?? '', 'base64').toString('latin1')).not.toContain(secret);
});

test('a request that died before its effect is run again; one that died after it is not', async () => {
  const claim = (key: string, status: number | null) =>
    hub.database.query(
      `update idempotency_record set response = null, status = $2, created_at = now() - interval '1 hour' where key = $1 and tenant_id = $3`,
      [key, status, owner.tenantId],
    );
  await makeKey(owner, 'died-before', 'died before');
  await claim('died-before', null);
  await makeKey(owner, 'died-after', 'died after');
  await claim('died-after', 0);
  expect((await makeKey(owner, 'died-before', 'died before')).status).toBe(201);
  expect(await countKeys('died before')).toBe(2);
  const lost = await makeKey(owner, 'died-after', 'died after');
  expect(lost.status).toBe(409);
  expect(await lost.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE', detail: expect.stringContaining('took effect') });
  expect(await countKeys('died after')).toBe(1);
});
