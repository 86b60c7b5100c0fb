import { Secret } from '@shopfleet/kernel';
import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantMarkers } from '../test/markers.ts';

const nowhere = 'http://127.0.0.1:1';
const tiktokShop = {
  appKey: 'key',
  appSecret: new Secret('secret'),
  serviceId: '1',
  apiBaseUrl: nowhere,
  authBaseUrl: nowhere,
  authorizationUrl: nowhere,
  allowedOrigins: [nowhere],
};
let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ config: { tiktokShop } });
});
afterAll(() => hub.stop());

const metricsOf = async () => (await hub.fetchAs(undefined, '/metrics')).text();

test('metrics tell undecided print jobs, pending and parked events with their age, open runs, and how late reading is', async () => {
  const { tenantId } = await hub.register();
  await plantMarkers(hub.database, tenantId);
  await hub.database.query(`update print_job set state = 'unknown' where tenant_id = $1`, [tenantId]);
  await hub.database.query(
    `insert into inbound_event (id, platform, topic, dedupe_key, body, state, received_at) values
      ('evt_1', 'other', 't', '1', '', 'pending', now() - interval '400 s'), ('evt_2', 'other', 't', '2', '', 'parked', now())`,
  );
  await hub.database.query(
    `insert into sync_cursor (tenant_id, shop_id, stream, position) values ($1, 'shp_m', 'orders',
      jsonb_build_object('lastRunAt', to_char(now() at time zone 'UTC' - interval '900 s', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`,
    [tenantId],
  );
  const text = await metricsOf();
  // One is the marker's own.
  expect(text).toContain('shopfleet_inbound_events{state="parked"} 2');
  expect(text).toContain('shopfleet_print_jobs{state="unknown"} 1');
  expect(text).toContain('shopfleet_inbound_events{state="pending"} 1');
  expect(text).toContain('shopfleet_runs{status="queued"} 1');
  expect(Number(/oldest_seconds\{state="pending"\} (\S+)/.exec(text)?.[1])).toBeGreaterThan(399);
  expect(Number(/sync_oldest_seconds\{stream="orders"\} (\S+)/.exec(text)?.[1])).toBeGreaterThan(899);
});

test('without the database, readiness says so within its time, forged events are still refused, and metrics are still there', async () => {
  const name = new URL(hub.database.url).pathname.slice(1);
  await using admin = await createTestHub();
  const cutOff = (isAllowed: boolean) => admin.database.query(`alter database ${name} with allow_connections ${isAllowed}`);
  await cutOff(false);
  await admin.database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  try {
    await expect.poll(async () => (await hub.fetchAs(undefined, '/ready')).status, { timeout: 5_000 }).toBe(503);
    const startedMs = performance.now();
    const away = await hub.fetchAs(undefined, '/ready');
    expect(performance.now() - startedMs).toBeLessThan(4_000);
    expect(await away.json()).toEqual({ isReady: false, reason: 'the database does not answer' });
    const health = await hub.fetchAs(undefined, '/health');
    expect([health.status, await health.json()]).toMatchObject([
      503,
      { status: 'unhealthy', checks: { database: 'failed', encryption: 'ok' } },
    ]);

    const forge = () =>
      hub.fetchAs(undefined, '/api/v1/platforms/webhook/tiktok', { method: 'POST', json: {}, headers: { authorization: '00' } });
    const answers = await Promise.all(Array.from({ length: 50 }, forge));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    const text = await metricsOf();
    expect(text).toContain('shopfleet_http_request_seconds_count');
    expect(text).not.toContain('shopfleet_print_jobs{');
  } finally {
    await cutOff(true);
  }
  await expect.poll(async () => (await hub.fetchAs(undefined, '/ready')).status, { timeout: 10_000 }).toBe(200);
});
