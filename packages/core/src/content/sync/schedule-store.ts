import type { ContentJob } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** What an organisation wants otherwise than the environment says. */
export interface OwnSchedule {
  readonly tenantId: string;
  readonly job: ContentJob;
  readonly cron: string | null;
  readonly isPaused: boolean;
}

interface RawSchedule extends Record<string, unknown> {
  tenant_id: string;
  job: ContentJob;
  cron: string | null;
  is_paused: boolean;
}

/** The own schedules that `tx` may see: of its tenant, or of all (system transaction). */
export async function listOwnSchedules(tx: Tx): Promise<OwnSchedule[]> {
  const { rows } = await tx.execute<RawSchedule>(sql`select tenant_id, job, cron, is_paused from content_schedule`);
  return rows.map((row) => ({ tenantId: row.tenant_id, job: row.job, cron: row.cron, isPaused: row.is_paused }));
}

export async function saveOwnSchedule(tx: Tx, { tenantId, job, cron, isPaused }: OwnSchedule): Promise<void> {
  await tx.execute(sql`
    insert into content_schedule (tenant_id, job, cron, is_paused) values (${tenantId}, ${job}, ${cron}, ${isPaused})
    on conflict (tenant_id, job) do update set cron = excluded.cron, is_paused = excluded.is_paused, updated_at = now()`);
}

/** Organisations that have accounts to read. System transaction. */
export async function listContentTenants(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ tenant_id: string }>(
    sql`select distinct tenant_id from content_account where disconnected_at is null order by 1`,
  );
  return rows.map((row) => row.tenant_id);
}
