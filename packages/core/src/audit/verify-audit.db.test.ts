import { systemClock } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { beforeEach, expect, test } from 'vitest';
import { recordAudit, systemActor, verifyAudit } from './index.ts';

const tenantId = 'ten_audit';
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await database.query('insert into tenant (id, name) values ($1, $1), ($2, $2)', [tenantId, 'ten_other']);
  for (let entry = 1; entry <= 5; entry++) await record(tenantId, entry);
  await record('ten_other', 1);
  return () => database[Symbol.asyncDispose]();
});

const record = (tenant: string, entry: number) =>
  database.database.asTenant(tenant, (tx) =>
    recordAudit(tx, systemClock, tenant, {
      actor: systemActor,
      action: 'order.held',
      subject: { kind: 'order', id: `ord_${entry}` },
      detail: { z: entry, a: { nested: ['ä', null, 1.5] } },
    }),
  );
const verdict = (tenant = tenantId) => database.database.asTenant(tenant, verifyAudit);
const tamper = (statement: string) => database.query(statement);
const broken = (firstBadNumber: number) => expect.objectContaining({ isIntact: false, firstBadNumber });

test('an untouched trail is intact, also an empty one', async () => {
  expect(await verdict()).toEqual({ isIntact: true, entries: 5, firstBadNumber: null });
  await database.query(`insert into tenant (id, name) values ('ten_new', 'n')`);
  expect(await verdict('ten_new')).toEqual({ isIntact: true, entries: 0, firstBadNumber: null });
});

test.each([
  ['detail', `detail = '{"z": 99}'`],
  ['action', `action = 'order.released'`],
  ['actor', `actor_id = 'somebody'`],
  ['time', `at = at + interval '1 second'`],
])('an edited %s is found', async (_what, change) => {
  await tamper(`update audit_entry set ${change} where tenant_id = '${tenantId}' and number = 3`);
  expect(await verdict()).toEqual(broken(3));
  expect((await verdict('ten_other')).isIntact).toBe(true);
});

test('an edit with a fitting hash is found at the next entry', async () => {
  await tamper(`update audit_entry set hash = md5('x') || md5('y') where tenant_id = '${tenantId}' and number = 3`);
  expect(await verdict()).toEqual(broken(3));
});

test('a deleted entry is found', async () => {
  await tamper(`delete from audit_entry where tenant_id = '${tenantId}' and number = 2`);
  expect(await verdict()).toEqual(broken(2));
});

test('two entries that changed places are found', async () => {
  await tamper(`update audit_entry set number = 1000 where tenant_id = '${tenantId}' and number = 2`);
  await tamper(`update audit_entry set number = 2 where tenant_id = '${tenantId}' and number = 3`);
  await tamper(`update audit_entry set number = 3 where tenant_id = '${tenantId}' and number = 1000`);
  expect(await verdict()).toEqual(broken(2));
});

test('an entry put in at the end is found', async () => {
  await tamper(`insert into audit_entry select tenant_id, 6, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, hash, hash
    from audit_entry where tenant_id = '${tenantId}' and number = 5`);
  expect(await verdict()).toEqual(broken(6));
});

test('a cut-off tail is found, also when nothing is left', async () => {
  await tamper(`delete from audit_entry where tenant_id = '${tenantId}' and number >= 4`);
  expect(await verdict()).toEqual(broken(4));
  await tamper(`delete from audit_entry where tenant_id = '${tenantId}'`);
  expect(await verdict()).toEqual(broken(1));
});

test('the program itself may neither change nor delete an entry', async () => {
  const attempt = (statement: string) => database.database.asTenant(tenantId, (tx) => tx.execute(statement));
  await expect(attempt(`update audit_entry set action = 'x'`)).rejects.toThrow();
  await expect(attempt('delete from audit_entry')).rejects.toThrow();
});

test('entries that are written at once form one chain', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => record(tenantId, 10 + index)));
  expect(await verdict()).toEqual({ isIntact: true, entries: 25, firstBadNumber: null });
});
