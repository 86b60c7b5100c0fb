import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

interface Line extends Record<string, unknown> {
  readonly subject: string;
  readonly detail: string;
}

/** Events that were accepted and to which nothing happened for too long. */
export async function stuckEvents(tx: Tx): Promise<Line[]> {
  const { rows } = await tx.execute<Line>(sql`
    select id as subject, platform || ' ' || topic || ', waiting since ' || to_char(received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"') as detail
    from inbound_event where state = 'pending' and received_at < now() - interval '5 minutes' order by received_at limit 100`);
  return rows;
}

/** Events set aside for a person, put together by reason. */
export async function parkedEvents(tx: Tx): Promise<Line[]> {
  const { rows } = await tx.execute<Line>(sql`
    select count(*)::text || ' events of ' || platform as subject, reason as detail from inbound_event
    where state = 'parked' group by platform, reason order by count(*) desc limit 20`);
  return rows;
}

/**
 * What breaks the rule of printing: of one document at most one attempt is not known to have failed, unless a person asked for
 * another copy (a reprint is a job of its own that names the first).
 */
export async function doubleAttempts(tx: Tx): Promise<Line[]> {
  const { rows } = await tx.execute<Line>(sql`
    with live as (
      select a.tenant_id, a.print_job_id, coalesce('label ' || j.label_id, 'job ' || j.id) as document
      from print_attempt a join print_job j on j.tenant_id = a.tenant_id and j.id = a.print_job_id
      where j.reprint_of is null and (a.outcome is null or a.outcome in ('confirmed', 'unknown', 'person-printed')))
    select tenant_id || ': ' || document as subject,
      count(*)::text || ' attempts may have printed it (' || string_agg(distinct print_job_id, ', ') || ')' as detail
    from live group by tenant_id, document having count(*) > 1 order by 1 limit 100`);
  return rows;
}

/** Print jobs that wait for a person to say whether paper came out. */
export async function undecidedJobs(tx: Tx): Promise<Line[]> {
  const { rows } = await tx.execute<Line>(sql`
    select tenant_id || ': ' || id as subject, title as detail from print_job where state = 'unknown' order by created_at limit 100`);
  return rows;
}
