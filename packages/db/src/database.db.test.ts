import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterCommit, connectDatabase, isCheckViolation, isUniqueViolation } from './index.ts';

let db: TestDatabase;

beforeAll(async () => {
  const migrations = await mkdtemp(join(tmpdir(), 'shopfleet-migrations-'));
  const ground = join(import.meta.dirname, '..', 'migrations', '0001_ground.sql');
  const { readFile } = await import('node:fs/promises');
  await writeFile(join(migrations, '0001_ground.sql'), await readFile(ground));
  await writeFile(
    join(migrations, '0002_note.sql'),
    `create table note (tenant_id text not null, id text not null, size int not null check (size >= 0), primary key (tenant_id, id));
     select shopfleet_tenant_table('note');
     create table door (tenant_id text not null, id text primary key);
     select shopfleet_tenant_table('door');
     select shopfleet_system_may('door', 'select, insert');`,
  );
  db = await createTestDatabase({ migrations });
});
afterAll(() => db[Symbol.asyncDispose]());

const add = (tenantId: string, id: string, size = 1) =>
  db.database.asTenant(tenantId, (tx) => tx.execute(sql`INSERT INTO note VALUES (${tenantId}, ${id}, ${size})`));
const notesOf = async (tenantId: string) =>
  (await db.database.asTenant(tenantId, (tx) => tx.execute<{ id: string }>(sql`SELECT id FROM note ORDER BY id`))).rows.map(({ id }) => id);

describe('a tenant', () => {
  test('sees, changes and removes only its own rows', async () => {
    await add('ten_a', 'a1');
    await add('ten_b', 'b1');
    expect(await notesOf('ten_a')).toEqual(['a1']);
    const changed = await db.database.asTenant('ten_a', (tx) => tx.execute(sql`UPDATE note SET size = 9`));
    expect(changed.rowCount).toBe(1);
    await db.database.asTenant('ten_a', (tx) => tx.execute(sql`DELETE FROM note`));
    expect(await notesOf('ten_b')).toEqual(['b1']);
  });

  test('cannot write a row of another tenant', async () => {
    const attempt = db.database.asTenant('ten_a', (tx) => tx.execute(sql`INSERT INTO note VALUES ('ten_b', 'x', 1)`));
    await expect(attempt).rejects.toThrow();
  });

  test('is taken literally, whatever characters its id has', async () => {
    const odd = `ten_'; DROP TABLE note; --\\`;
    await add(odd, 'odd');
    expect(await notesOf(odd)).toEqual(['odd']);
  });

  test('must be named', async () => {
    await expect(db.database.asTenant('', async () => 1)).rejects.toThrow('tenant id');
  });

  test('that is not set sees nothing, not even as the owner of the tables', async () => {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: db.url });
    await client.connect();
    expect((await client.query('SELECT FROM note')).rowCount).toBe(0);
    await client.query('SET ROLE shopfleet_app');
    expect((await client.query('SELECT FROM note')).rowCount).toBe(0);
    await client.end();
  });

  test('does not stay behind on the connection', async () => {
    await notesOf('ten_a');
    const { rows } = await db.database.asSystem((tx) =>
      tx.execute(sql`SELECT current_user AS "user", current_setting('shopfleet.tenant_id', true) AS tenant`),
    );
    expect(rows).toEqual([{ user: 'shopfleet_system', tenant: '' }]);
  });
});

describe('the system', () => {
  test('reaches only what a table granted it', async () => {
    await db.database.asSystem((tx) => tx.execute(sql`INSERT INTO door VALUES ('ten_a', 'd1')`));
    expect((await db.database.asSystem((tx) => tx.execute(sql`SELECT FROM door`))).rowCount).toBe(1);
    await expect(db.database.asSystem((tx) => tx.execute(sql`DELETE FROM door`))).rejects.toThrow();
    await expect(db.database.asSystem((tx) => tx.execute(sql`SELECT FROM note`))).rejects.toThrow();
  });
});

describe('a transaction', () => {
  test('runs its callbacks after the commit, and none after a rollback', async () => {
    const seen: string[] = [];
    await db.database.asTenant('ten_c', async (tx) => {
      afterCommit(tx, () => void seen.push('committed'));
      await tx.transaction(async (savepoint) => afterCommit(savepoint, () => void seen.push('savepoint')));
      expect(seen).toEqual([]);
    });
    const failing = db.database.asTenant('ten_c', async (tx) => {
      afterCommit(tx, () => void seen.push('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual(['committed', 'savepoint']);
  });

  test('does not claim success when a failed statement was swallowed', async () => {
    const swallowing = db.database.asTenant('ten_c', async (tx) => {
      await tx.execute(sql`SELECT 1 / 0`).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('rolled back');
  });

  test('runs again after a deadlock', async () => {
    await add('ten_d', 'one');
    await add('ten_d', 'two');
    let runs = 0;
    const touch = (first: string, second: string) =>
      db.database.asTenant('ten_d', async (tx) => {
        runs += 1;
        await tx.execute(sql`UPDATE note SET size = size + 1 WHERE id = ${first}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.execute(sql`UPDATE note SET size = size + 1 WHERE id = ${second}`);
      });
    await Promise.all([touch('one', 'two'), touch('two', 'one')]);
    // On a busy machine the two may meet more than once.
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(await db.query("SELECT size FROM note WHERE tenant_id = 'ten_d'")).toEqual([{ size: 3 }, { size: 3 }]);
  });

  test('lets nothing reach its connection once it is over', async () => {
    await add('ten_over', 'one');
    let late: Promise<unknown> = Promise.resolve();
    const failed = db.database.asTenant('ten_over', async (tx) => {
      const slowly = async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return tx.execute(sql`UPDATE note SET size = 99`);
      };
      late = slowly();
      late.catch(() => undefined);
      await Promise.all([late, tx.execute(sql`SELECT 1 / 0`)]);
    });
    await expect(failed).rejects.toThrow();
    await expect(late).rejects.toHaveProperty('cause.message', expect.stringContaining('The transaction is over'));
    expect(await db.query("SELECT size FROM note WHERE tenant_id = 'ten_over'")).toEqual([{ size: 1 }]);
  });

  test('says which constraint refused a row', async () => {
    await add('ten_e', 'same');
    const twice = await add('ten_e', 'same').catch((error) => error);
    expect([isUniqueViolation(twice), isUniqueViolation(twice, 'note_pkey'), isUniqueViolation(twice, 'other')]).toEqual([
      true,
      true,
      false,
    ]);
    const negative = await add('ten_e', 'negative', -1).catch((error) => error);
    expect([isCheckViolation(negative), isUniqueViolation(negative)]).toEqual([true, false]);
  });
});

test('who wants to look closer is told every statement, and never a value', async () => {
  const told: string[] = [];
  const database = connectDatabase({ url: db.url, onStatement: (text) => told.push(text) });
  try {
    await database.asTenant('ten_told', (tx) => tx.execute(sql`SELECT id FROM note WHERE id = ${'canary'}`));
    await database.onceAsSystem(sql`SELECT id FROM door WHERE id = ${'canary'}`);
  } finally {
    await database.close();
  }
  expect(told).toEqual(['SELECT id FROM note WHERE id = $1', 'SELECT id FROM door WHERE id = $1']);
});
