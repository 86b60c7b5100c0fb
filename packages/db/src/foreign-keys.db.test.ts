import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';

interface Target extends Record<string, unknown> {
  readonly target: string;
  readonly key: string;
  readonly columns: string[];
}

test('in a new database, the checks of foreign keys look a row up by its key and do not read all rows of the tenant', async () => {
  await using db = await createTestDatabase();
  const targets = await db.query<Target>(`
    select distinct c.confrelid::regclass::text as target, i.relname as key,
      (select array_agg(a.attname::text order by k.place) from unnest(c.confkey) with ordinality as k(number, place)
       join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) as columns
    from pg_constraint c join pg_class i on i.oid = c.conindid
    where c.contype = 'f' and c.conparentid = 0 and c.connamespace = 'public'::regnamespace order by 1`);
  expect(targets.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  for (const { target, key, columns } of targets) {
    // The statement that PostgreSQL runs for a check.
    const where = columns.map((column) => `${column} = 'x'`).join(' and ');
    const plan = JSON.stringify(await db.query(`explain (format json) select 1 from only ${target} x where ${where} for key share`));
    const used = /"Index Name":"([^"]+)"/.exec(plan)?.[1];
    if (used !== key) wrong.push(`select shopfleet_key_first('${target}'); is missing in the migration that made ${used}`);
  }
  expect(wrong).toEqual([]);
});
