import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Database } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { csvLines } from '../../edge/index.ts';
import type { BlobStore } from '../../files/index.ts';
import type { OwnDay } from '../days/index.ts';
import { archiveColumns, readLines, tableOf } from './archive-lines.ts';
import { type ArchiveKind, insertArchive } from './archive-row.ts';

export interface ArchiveDeps {
  readonly db: Database;
  readonly files: Pick<BlobStore, 'put'>;
}

/** A file holds so many lines and perhaps those of one more account: some megabytes once compressed. */
const linesPerFile = 200_000;
const accountsPerFile = 500;
const compress = promisify(gzip);

interface Days {
  readonly tenantId: string;
  readonly kind: ArchiveKind;
  readonly before: OwnDay;
}

/**
 * Moves every day before `before` into files, the oldest month first. A file is on the disk before its days are deleted, and they are
 * deleted with the row that names it: killed in between, the same days are written again and nothing is lost.
 */
export async function archiveDays(deps: ArchiveDeps, days: Days): Promise<void> {
  while (await archiveOldest(deps, days));
}

async function archiveOldest({ db, files }: ArchiveDeps, { tenantId, kind, before }: Days): Promise<boolean> {
  const taken = await db.asTenant(tenantId, async (tx) => {
    const { rows } = await tx.execute<{ first: string | null; last: string }>(sql`
      select date_trunc('month', min(day))::date::text as first,
        least((date_trunc('month', min(day)) + interval '1 month')::date, ${before}::date) - 1 as last
      from ${tableOf[kind]} where day < ${before}::date`);
    const [month] = rows;
    if (!month || month.first === null) return undefined;
    const span = { from: month.first, to: String(month.last) };
    const { rows: accounts } = await tx.execute<{ account_id: string }>(sql`
      select distinct account_id from ${tableOf[kind]} where day between ${span.from}::date and ${span.to}::date
      order by account_id limit ${accountsPerFile}`);
    const lines: (readonly (string | number)[])[] = [];
    const accountIds: string[] = [];
    for (const { account_id: accountId } of accounts) {
      if (lines.length >= linesPerFile) break;
      for (const line of await readLines(tx, kind, accountId, span)) lines.push(line);
      accountIds.push(accountId);
    }
    return { span, lines, accountIds };
  });
  if (!taken) return false;
  const { span, lines, accountIds } = taken;
  const bytes = await compress(csvLines([archiveColumns[kind], ...lines]));
  const sha256 = await files.put(bytes);
  await db.asTenant(tenantId, async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from ${tableOf[kind]} where day between ${span.from}::date and ${span.to}::date
        and account_id = any(${sql.param(accountIds)}::text[])`);
    // Somebody else was quicker: the same days are in the file that they named.
    if (rowCount) await insertArchive(tx, { tenantId, kind, month: span.from, sha256, lines: lines.length, bytes: bytes.length });
  });
  return true;
}
