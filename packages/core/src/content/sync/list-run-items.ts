import type { contentRunRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';

export type RunItemView = z.infer<typeof contentRunRoutes.contentRunItemSchema>;

interface RawItem extends Record<string, unknown> {
  account_id: string;
  handle: string;
  display_name: string;
  outlet_id: string | null;
  outlet_name: string | null;
  state: RunItemView['state'];
  tries: number;
  calls: number;
  videos: number;
  message: string;
}

/** The accounts of a run in the order of their ids; one more than `limit` when there are more. */
export async function listRunItems(
  tx: Tx,
  { runId, state, after, limit }: { runId: string; state: RunItemView['state'] | undefined; after: string | undefined; limit: number },
): Promise<RunItemView[]> {
  const { rows } = await tx.execute<RawItem>(sql`
    select i.account_id, a.handle, a.display_name, a.outlet_id, o.name as outlet_name, i.state, i.tries, i.calls, i.videos, i.message
    from content_sync_item i
      join content_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
      left join outlet o on o.tenant_id = a.tenant_id and o.id = a.outlet_id
    where i.run_id = ${runId}
      ${state === undefined ? sql`` : sql`and i.state = ${state}`}
      ${after === undefined ? sql`` : sql`and i.account_id > ${after}`}
    order by i.account_id limit ${limit + 1}`);
  return rows.map((row) => ({
    accountId: row.account_id,
    handle: row.handle,
    displayName: row.display_name,
    outletId: row.outlet_id,
    outletName: row.outlet_name,
    state: row.state,
    tries: row.tries,
    pages: row.calls,
    videos: row.videos,
    message: row.message,
  }));
}
