import { Client } from 'pg';

export interface BareCopy {
  readonly rows: number;
  /** Of the inserts alone. */
  readonly seconds: number;
}

/**
 * Inserts every row of some tables once more, in pages, into tables of the same columns and indexes without foreign keys, triggers and
 * row-level security: what the database alone needs for them. As the superuser.
 */
export async function copyBare(url: string, tables: readonly string[], pageSize: number): Promise<BareCopy> {
  const [reader, writer] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  await Promise.all([reader.connect(), writer.connect()]);
  try {
    await writer.query('create schema bare');
    const sums = { rows: 0, ms: 0 };
    for (const table of tables) {
      await writer.query(`create table bare.${table} (like public.${table} including all)`);
      const { rows: columns } = await writer.query<{ name: string }>(
        `select column_name as name from information_schema.columns where table_schema = 'bare' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      );
      const list = columns.map(({ name }) => name).join(', ');
      const insert = `insert into bare.${table} (${list}) overriding system value select ${list} from jsonb_populate_recordset(null::bare.${table}, $1::jsonb)`;
      await reader.query(`begin; declare rows no scroll cursor for select to_jsonb(t) as row from public.${table} t`);
      for (;;) {
        const { rows } = await reader.query<{ row: unknown }>(`fetch ${pageSize} from rows`);
        if (rows.length === 0) break;
        const page = JSON.stringify(rows.map(({ row }) => row));
        const startedAt = performance.now();
        await writer.query(insert, [page]);
        sums.ms += performance.now() - startedAt;
        sums.rows += rows.length;
      }
      await reader.query('commit');
    }
    return { rows: sums.rows, seconds: sums.ms / 1_000 };
  } finally {
    await Promise.all([reader.end(), writer.end()]);
  }
}
