import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './index.ts';

let directory: string;
let db: TestDatabase;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shopfleet-migrations-'));
  await write('0001_first.sql', 'create table first_one (id int);');
  db = await createTestDatabase({ migrations: directory });
});
afterEach(async () => {
  await db[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(directory, name), text);
const run = () => migrate({ url: db.url, directory });

test('processes that start together run each migration once', async () => {
  await write('0002_second.sql', 'create table second_one (id int); select pg_sleep(0.1);');
  const ran = await Promise.all([run(), run(), run()]);
  expect(ran.flat()).toEqual(['0002_second.sql']);
  expect(await run()).toEqual([]);
});

test('a migration that fails leaves nothing of itself and names the line', async () => {
  await write('0002_second.sql', 'create table second_one (id int);\ncreate tabel third (id int);');
  await expect(run()).rejects.toThrow(/0002_second.sql \(line 2\) failed: syntax error/);
  expect(await db.query("SELECT to_regclass('second_one') AS made")).toEqual([{ made: null }]);
});

test('a file that was edited after it ran is refused', async () => {
  await write('0001_first.sql', 'create table first_one (id text);');
  await expect(run()).rejects.toThrow('0001_first.sql was changed after it ran');
});

test('a database that is newer than the program is refused', async () => {
  await write('0002_second.sql', 'select 1;');
  await run();
  await rm(join(directory, '0002_second.sql'));
  await expect(run()).rejects.toThrow('newer than this program');
});

test('a number that comes too late is refused', async () => {
  await write('0003_third.sql', 'select 1;');
  await run();
  await write('0002_second.sql', 'select 1;');
  await expect(run()).rejects.toThrow('0002_second.sql comes too late');
});

test('every table of tenants that a tenant may touch has forced row-level security, and our roles own nothing', async () => {
  await using hub = await createTestDatabase();
  const open = await hub.query(`
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
      AND has_table_privilege('shopfleet_app', c.oid, 'select, insert, update, delete')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
  expect(open).toEqual([]);
  const owned = await hub.query(`SELECT relname FROM pg_class WHERE relowner IN ('shopfleet_app'::regrole, 'shopfleet_system'::regrole)`);
  expect(owned).toEqual([]);
});
