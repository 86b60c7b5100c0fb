import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { announceAll } from '../../edge/index.ts';

/** Why nothing comes out of a printer whose agent was unpaired, and what to do; '' when its agent is paired. */
export const strandedProblem = (printerId: SQL): SQL => sql`coalesce((
  select 'The agent ' || sa.name || ' was unpaired, so nothing reaches ' || sp.name || '. Move this to another printer.'
  from printer sp join agent sa on sa.tenant_id = sp.tenant_id and sa.id = sp.agent_id
  where sp.id = ${printerId} and sa.revoked_at is not null), '')`;

/** Says on every job that waits for a printer of this agent that it must be moved. */
export async function noteStranded(tx: Tx, clock: Clock, tenantId: string, agentId: string): Promise<void> {
  const jobs = await tx.execute<{ id: string }>(sql`
    update print_job set problem = ${strandedProblem(sql`printer_id`)}
    where state = 'queued' and printer_id in (select id from printer where agent_id = ${agentId}) returning id`);
  await announceAll(
    tx,
    clock,
    tenantId,
    jobs.rows.map(({ id }) => ({ topic: 'print-job', id, what: 'changed' })),
  );
}
