import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createJobs, defineJob, GiveUp } from '@shopfleet/jobs';
import { silentLog } from '@shopfleet/kernel';
import { createTestHub } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';
import { plantMarkers } from '../test/markers.ts';
import { examine } from './examine.ts';

const doomed = defineJob<null>({ name: 'doomed', lane: 'bulk', retryLimit: 0, parse: () => null });

test('a healthy install has no failure, and everything that is broken by hand is named with what to do', async () => {
  await using hub = await createTestHub({ role: 'api' });
  const { tenantId } = await hub.register();
  const { database, config } = hub;
  expect((await examine(config)).filter(({ state }) => state !== 'ok')).toEqual([]);

  await plantMarkers(database, tenantId);
  const damage = (text: string, ...values: unknown[]) => database.query(text, values);
  await damage(`update connection set status = 'needs_reconnect', status_reason = 'The grant ended.', access_token = '\\x01'`);
  await damage(`update agent set last_seen_at = '2026-01-02T03:04:00Z'`);
  await damage(`insert into inbound_event (id, platform, topic, dedupe_key, body, state, received_at, reason) values
    ('evt_stuck', 'other', 'order', '1', '', 'pending', now() - interval '6 minutes', ''),
    ('evt_parked', 'other', 'order', '2', '', 'parked', now(), 'No connected shop has the id 42')`);
  await damage(`update print_job set state = 'unknown', label_id = 'lbl_m'`);
  await damage(
    `insert into print_attempt (tenant_id, print_job_id, fence, printer_id, agent_id, sha256, format, bytes, outcome)
      select $1, 'pjb_m', fence, 'prn_m', 'agt_m', 'x', 'application/pdf', 1, outcome
      from (values (1, 'failed'), (2, 'confirmed'), (3, 'unknown')) as a (fence, outcome)`,
    tenantId,
  );
  await damage(`update audit_entry set action = 'nothing.happened' where number = (select min(number) from audit_entry)`);
  await damage('alter table run no force row level security');
  await failForGood();
  await rm(join(config.dataDirectory, 'files'), { recursive: true, force: true });
  await writeFile(join(config.dataDirectory, 'files'), 'a file where a folder should be');

  const findings = await examine(config);
  const said = (what: string) => findings.filter((finding) => finding.what === what).map(({ state, detail }) => `${state}: ${detail}`);
  expect(said('connection')).toEqual([expect.stringMatching(/^warning: .*marker-of-the-owner is needs_reconnect. The grant ended/)]);
  expect(said('agent')).toEqual([expect.stringMatching(/^warning: .*was last seen 2026-01-02 03:04Z/)]);
  expect(said('events')).toEqual([expect.stringMatching(/^failed: evt_stuck \(other order, waiting since /)]);
  expect(said('events set aside')).toEqual([expect.stringMatching(/^warning: .*1 events of other \(No connected shop has the id 42\)/)]);
  expect(said('undecided print jobs')).toEqual([expect.stringMatching(/^warning: .*pjb_m/)]);
  expect(said('print attempts')).toEqual([expect.stringMatching(/^failed: .*label lbl_m \(2 attempts may have printed it \(pjb_m\)\)/)]);
  expect(said('dead letters')).toEqual([expect.stringMatching(/^failed: doomed of .*no use/)]);
  expect(said('keys')).toEqual([expect.stringMatching(/^failed: .*con_m/)]);
  expect(said('invariants')).toEqual([expect.stringMatching(/^failed: .*audit trail was changed/)]);
  expect(said('tenant separation')).toEqual([expect.stringMatching(/^failed: run row-level security is not forced/)]);
  expect(said('documents')).toEqual([expect.stringMatching(/^failed: /)]);
  for (const { state, todo } of findings) expect(state === 'ok' || (todo ?? '').length > 10).toBe(true);

  async function failForGood(): Promise<void> {
    const jobs = createJobs({ url: database.url, database: database.database, kinds: [doomed], log: silentLog });
    jobs.work(doomed, () => Promise.reject(new GiveUp('no use')), { concurrency: 1 });
    await jobs.start({ work: true });
    await database.database.asTenant(tenantId, (tx) => jobs.enqueue(tx, doomed, tenantId, null));
    await expect.poll(() => jobs.deadLetters({ limit: 1 }), { timeout: 20_000 }).toHaveLength(1);
    await jobs.stop();
  }
});

test('a database that is away or behind is one finding, in words', async () => {
  await using hub = await createTestHub({ role: 'api' });
  const away = await examine({ ...hub.config, database: { ...hub.config.database, url: 'postgres://x:canary@127.0.0.1:1/x' } });
  expect(away.at(-1)).toMatchObject({
    what: expect.stringMatching(/database|migrations/),
    state: 'failed',
    detail: expect.stringMatching(/ECONNREFUSED/),
  });
  expect(JSON.stringify(away)).not.toContain('canary');
  await hub.database.query(`delete from schema_migration where name = (select max(name) from schema_migration)`);
  expect((await examine(hub.config)).at(-1)).toMatchObject({ what: 'migrations', state: 'failed', todo: 'Run: shopfleet migrate' });
});
