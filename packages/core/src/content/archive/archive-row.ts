import type { contentRunRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { OwnDay } from '../days/index.ts';

export type ArchiveKind = 'accounts' | 'videos';
export type ArchiveView = z.infer<typeof contentRunRoutes.contentArchiveSchema>;

interface Row extends Record<string, unknown> {
  readonly kind: ArchiveKind;
  readonly month: string;
  readonly part: number;
  readonly sha256: string;
  readonly lines: number;
  readonly bytes: string;
  readonly created_at: string;
}

const columns = sql`kind, to_char(month, 'YYYY-MM') as month, part, sha256, lines, bytes, created_at`;

/** Every file, the newest month first. */
export async function listArchives(tx: Tx): Promise<ArchiveView[]> {
  const { rows } = await tx.execute<Row>(sql`select ${columns} from content_archive order by month desc, kind, part`);
  return rows.map((row) => ({
    kind: row.kind,
    month: row.month,
    part: row.part,
    lines: row.lines,
    bytes: Number(row.bytes),
    createdAt: new Date(row.created_at).toISOString(),
  }));
}

/** The hash under which the file is stored; undefined when there is no such file. */
export async function findArchive(tx: Tx, file: { kind: ArchiveKind; month: string; part: number }): Promise<string | undefined> {
  const { rows } = await tx.execute<Row>(sql`
    select ${columns} from content_archive where kind = ${file.kind} and month = ${`${file.month}-01`}::date and part = ${file.part}`);
  return rows[0]?.sha256;
}

export async function insertArchive(
  tx: Tx,
  file: { tenantId: string; kind: ArchiveKind; month: OwnDay; sha256: string; lines: number; bytes: number },
): Promise<void> {
  const { tenantId, kind, month } = file;
  await tx.execute(sql`
    insert into content_archive (tenant_id, kind, month, part, sha256, lines, bytes)
    select ${tenantId}, ${kind}, ${month}::date, coalesce(max(part), 0) + 1, ${file.sha256}, ${file.lines}, ${file.bytes}
    from content_archive where tenant_id = ${tenantId} and kind = ${kind} and month = ${month}::date`);
}
