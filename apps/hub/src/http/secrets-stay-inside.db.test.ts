import { Secret } from '@shopfleet/kernel';
import { createTestHub } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';
import { createHubLog } from './hub-log.ts';

test('no secret that passes through the hub is found in its log, its answers to strangers, or its tables', async () => {
  const lines: string[] = [];
  const log = createHubLog('trace', { write: (line) => lines.push(line) });
  const tokenKey = 'c0ffee'.repeat(11).slice(0, 64);
  const adminKey = 'canary-admin-key'.repeat(2);
  await using hub = await createTestHub({
    log,
    config: {
      tokenKeys: [new Secret(tokenKey)],
      metricsToken: new Secret('canary-metrics-token'),
      admin: { key: new Secret(adminKey), tenantId: undefined },
    },
  });
  const owner = await hub.register();
  const made = await hub.fetchAs(owner, '/api/user/api-keys', {
    method: 'POST',
    json: { name: 'k', scopes: ['orders:read'] },
    headers: { 'idempotency-key': 'canary' },
  });
  const { secret }: { secret: string } = await made.json();
  await hub.fetchAs({ token: secret }, '/api/orders?q=canary-query');
  await hub.fetchAs(undefined, '/api/user/login', { method: 'POST', json: { email: owner.email, password: 'canary-wrong-password' } });
  const store = { store_code: 'A', store_name: 'A', pic_name: 'A' };
  const byKey = { method: 'POST', json: store, headers: { 'x-api-key': adminKey, 'idempotency-key': 'canary' } };
  expect((await hub.fetchAs(undefined, '/admin/stores', byKey)).status).toBe(201);
  log.error(
    { err: new Error('Failed query: select 1\nparams: canary-parameter'), token: 'canary-field', nested: { password: 'canary-deep' } },
    'x',
  );
  const answers = [
    await (await hub.fetchAs(undefined, '/metrics')).text(),
    await (await hub.fetchAs({ token: 'canary-bearer' }, '/api/user/me')).text(),
    await (await hub.fetchAs(undefined, '/admin/stores', { headers: { 'x-api-key': 'canary-wrong-key' } })).text(),
  ];
  const tables = await hub.database.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const dump = JSON.stringify(await Promise.all(tables.map(({ name }) => hub.database.query(`select * from "${name}"`))));
  const canaries = [
    owner.token,
    secret,
    'correct horse battery',
    'canary-wrong-password',
    'canary-metrics-token',
    'canary-bearer',
    'canary-wrong-key',
    adminKey,
    tokenKey,
  ];
  expect(lines.length).toBeGreaterThan(4);
  for (const canary of [...canaries, 'canary-parameter', 'canary-field', 'canary-deep', 'canary-query'])
    expect(lines.join('')).not.toContain(canary);
  for (const canary of canaries) expect(dump + answers.join('')).not.toContain(canary);
});
