import { createTestDatabase } from '@shopfleet/test-kit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { unprotectedTables } from './row-security.ts';

test('every table of a tenant is protected, and unset or foreign tenants see zero rows of each', async () => {
  await using database = await createTestDatabase();
  expect(await database.database.asSystem(unprotectedTables)).toEqual([]);
  const tables = await database.query<{ table: string }>(`
    select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege('shopfleet_app', c.oid, 'select')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`);
  expect(tables.length).toBeGreaterThan(20);
  await database.query(`insert into tenant (id, name) values ('ten_a', 'A')`);
  await database.query(`insert into run (tenant_id, id, kind, requested_by) values ('ten_a', 'run_1', 'orders', 'test')`);
  const count = async (tenantId: string) => {
    let seen = 0;
    for (const { table } of tables) {
      seen += await database.database.asTenant(tenantId, async (tx) => {
        const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from ${sql.identifier(table)}`);
        return rows[0]?.count ?? 0;
      });
    }
    return seen;
  };
  expect(await count('ten_a')).toBe(1);
  expect(await count('ten_b')).toBe(0);
  const unset = await database.database.asTenant('ten_a', async (tx) => {
    await tx.execute(sql`select set_config('shopfleet.tenant_id', '', true)`);
    const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from run`);
    return rows[0]?.count;
  });
  expect(unset).toBe(0);
});

test('a table whose protection was taken off is named', async () => {
  await using database = await createTestDatabase();
  await database.query('alter table run no force row level security');
  await database.query('drop policy own_tenant on sku');
  expect(await database.database.asSystem(unprotectedTables)).toEqual([
    { table: 'run', lack: 'row-level security is not forced' },
    { table: 'sku', lack: 'has no policy for its own tenant' },
  ]);
});
