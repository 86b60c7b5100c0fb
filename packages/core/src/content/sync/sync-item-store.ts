import type { Tx } from '@shopfleet/db';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { noTotals, type RunTotals } from './content-run-row.ts';

/** An account of a run that is still to be read, as its reader needs it. */
export interface SyncItem {
  readonly accountId: string;
  readonly connectionId: string;
  readonly outletId: string | null;
  readonly timeZone: string;
  readonly isConnected: boolean;
  readonly expectedCalls: number;
  /** Calls that were answered and kept, in whichever process. */
  readonly calls: number;
  readonly tries: number;
  readonly notBeforeMs: number;
}

interface RawItem extends Record<string, unknown> {
  account_id: string;
  connection_id: string;
  outlet_id: string | null;
  time_zone: string;
  is_connected: boolean;
  expected_calls: number;
  calls: number;
  tries: number;
  not_before: string | null;
}

/** Makes this worker the reader of everything that waits in a run; whoever read before is refused from now on. The longest first. */
export async function takeOverItems(tx: Tx, runId: string, worker: string): Promise<SyncItem[]> {
  const { rows } = await tx.execute<RawItem>(sql`
    update content_sync_item i set worker = ${worker} from content_account a
    where i.run_id = ${runId} and i.state = 'waiting' and a.tenant_id = i.tenant_id and a.id = i.account_id
    returning i.account_id, a.connection_id, a.outlet_id, a.time_zone, a.disconnected_at is null as is_connected, i.expected_calls, i.calls,
      i.tries, i.not_before`);
  return rows
    .map((row) => ({
      accountId: row.account_id,
      connectionId: row.connection_id,
      outletId: row.outlet_id,
      timeZone: row.time_zone,
      isConnected: row.is_connected,
      expectedCalls: row.expected_calls,
      calls: row.calls,
      tries: row.tries,
      notBeforeMs: row.not_before === null ? 0 : new Date(row.not_before).getTime(),
    }))
    .sort((a, b) => b.expectedCalls - b.calls - (a.expectedCalls - a.calls) || (a.accountId < b.accountId ? -1 : 1));
}

/** What the items of a run add up to. */
export async function sumItems(tx: Tx, runId: string): Promise<RunTotals & { readonly expectedCalls: number }> {
  const { rows } = await tx.execute<{ state: string; n: number; calls: number; videos: number; left: number }>(sql`
    select state, count(*)::int as n, sum(calls)::int as calls, sum(videos)::int as videos,
      sum(greatest(expected_calls - calls, 0))::int as left
    from content_sync_item where run_id = ${runId} group by state`);
  const of = (state: string) => rows.find((row) => row.state === state);
  const all = (column: 'n' | 'calls' | 'videos') => rows.reduce((sum, row) => sum + row[column], 0);
  return {
    ...noTotals,
    accounts: all('n'),
    done: of('done')?.n ?? 0,
    failed: of('failed')?.n ?? 0,
    skipped: of('skipped')?.n ?? 0,
    calls: all('calls'),
    videos: all('videos'),
    expectedCalls: of('waiting')?.left ?? 0,
  };
}

/** Who reads what: every statement names both, so that a worker that was replaced changes nothing. */
export interface ItemClaim {
  readonly tenantId: string;
  readonly runId: string;
  readonly accountId: string;
  readonly worker: string;
}

const isOf = ({ tenantId, runId, accountId }: ItemClaim) =>
  sql`tenant_id = ${tenantId} and run_id = ${runId} and account_id = ${accountId}`;

/**
 * Holds an item until the end of the transaction. `done` when this worker ended it already (the answer to its commit was lost),
 * `lost` when another one has taken over or the run was cancelled.
 */
export async function holdItem(tx: Tx, claim: ItemClaim): Promise<'held' | 'done' | 'lost'> {
  const { rows } = await tx.execute<{ state: string; worker: string }>(
    sql`select state, worker from content_sync_item where ${isOf(claim)} for update`,
  );
  const [row] = rows;
  if (row?.worker !== claim.worker) return 'lost';
  if (row.state === 'waiting') return 'held';
  return row.state === 'skipped' && (await isCancelled(tx, claim)) ? 'lost' : 'done';
}

async function isCancelled(tx: Tx, { tenantId, runId }: ItemClaim): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from run where tenant_id = ${tenantId} and id = ${runId} and status = 'cancelled'`);
  return rows.length > 0;
}

export interface ItemEnd {
  readonly state: 'done' | 'failed' | 'skipped';
  readonly calls: number;
  readonly videos: number;
  readonly message: string;
}

/** Ends an item that is held; its pages are not needed any more. */
export async function endItem(tx: Tx, claim: ItemClaim, { state, calls, videos, message }: ItemEnd): Promise<void> {
  await Promise.all([
    tx.execute(sql`
      update content_sync_item set state = ${state}, calls = ${calls}, videos = ${videos}, message = ${message.slice(0, 500)}, not_before = null
      where ${isOf(claim)}`),
    tx.execute(sql`delete from content_sync_page where ${isOf(claim)}`),
  ]);
}

/** Puts an item off; false when it is not this worker's any more. */
export async function deferItem(
  tx: Tx,
  claim: ItemClaim,
  { tries, notBefore, message }: { tries: number; notBefore: Date; message: string },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update content_sync_item set tries = ${tries}, not_before = ${notBefore.toISOString()}, message = ${message.slice(0, 500)}
    where ${isOf(claim)} and state = 'waiting' and worker = ${claim.worker}`);
  return rowCount === 1;
}

export interface KeptPage {
  readonly pageNo: number;
  readonly nextCursor: string;
  readonly videos: readonly ContentVideo[];
  readonly readAt: Date;
}

/**
 * Keeps a page, so that nobody reads it again; false when the item is not this worker's any more. Does not wait for the disk: a page
 * that a power cut takes is read once more.
 */
export async function keepPage(tx: Tx, claim: ItemClaim, page: KeptPage): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    with item as (
      update content_sync_item set calls = calls + 1 where ${isOf(claim)} and state = 'waiting' and worker = ${claim.worker}
      returning tenant_id, run_id, account_id, set_config('synchronous_commit', 'off', true)
    )
    insert into content_sync_page (tenant_id, run_id, account_id, page_no, next_cursor, videos, read_at)
    select tenant_id, run_id, account_id, ${page.pageNo}, ${page.nextCursor}, ${storable(page.videos)}::jsonb, ${page.readAt.toISOString()}
    from item
    on conflict (tenant_id, run_id, account_id, page_no) do update
      set next_cursor = excluded.next_cursor, videos = excluded.videos, read_at = excluded.read_at`);
  return rowCount === 1;
}

const storable = (videos: readonly ContentVideo[]) =>
  JSON.stringify(videos, (_key, value) => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value));

interface RawPage extends Record<string, unknown> {
  page_no: number;
  next_cursor: string;
  videos: (Omit<ContentVideo, 'postedAt'> & { postedAt: string })[];
  read_at: string;
}

/** The pages of an account that were kept, without gaps from the first. */
export async function readKeptPages(tx: Tx, claim: ItemClaim): Promise<KeptPage[]> {
  const { rows } = await tx.execute<RawPage>(
    sql`select page_no, next_cursor, videos, read_at from content_sync_page where ${isOf(claim)} order by page_no`,
  );
  const gap = rows.findIndex((row, index) => row.page_no !== index);
  return rows.slice(0, gap === -1 ? undefined : gap).map((row) => ({
    pageNo: row.page_no,
    nextCursor: row.next_cursor,
    videos: row.videos.map((video) => ({ ...video, postedAt: new Date(video.postedAt) })),
    readAt: new Date(row.read_at),
  }));
}
