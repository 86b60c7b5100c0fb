import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export type AttemptOutcome =
  | 'confirmed'
  | 'unknown'
  | 'failed'
  | 'cancelled'
  | 'refused'
  | 'taken-back'
  | 'person-printed'
  | 'person-not-printed';

export type PrintAttemptRow = {
  fence: number;
  printer_id: string;
  agent_id: string;
  sha256: string;
  format: string;
  bytes: number;
  outcome: AttemptOutcome | null;
  detail: string;
  timings: Record<string, number>;
  started_at: string;
  finished_at: string | null;
};

/** One try, written with the lease: whose it is, and which bytes were handed over. */
export async function insertAttempt(
  tx: Tx,
  attempt: {
    tenantId: string;
    printJobId: string;
    fence: number;
    printerId: string;
    agentId: string;
    sha256: string;
    format: string;
    bytes: number;
    at: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    insert into print_attempt (tenant_id, print_job_id, fence, printer_id, agent_id, sha256, format, bytes, started_at)
    values (${attempt.tenantId}, ${attempt.printJobId}, ${attempt.fence}, ${attempt.printerId}, ${attempt.agentId}, ${attempt.sha256},
      ${attempt.format}, ${attempt.bytes}, ${attempt.at.toISOString()})`);
}

/** Notes how many milliseconds after its start the attempt reached a state; the first time counts. */
export async function noteAttemptState(tx: Tx, printJobId: string, fence: number, state: string, at: Date): Promise<void> {
  const ms = sql`greatest(0, round(extract(epoch from ${at.toISOString()}::timestamptz - started_at) * 1000))`;
  await tx.execute(sql`
    update print_attempt set timings = jsonb_build_object(${state}::text, ${ms}) || timings
    where print_job_id = ${printJobId} and fence = ${fence}`);
}

/** Ends an attempt. A person's word on it stays when a late message of the agent arrives. */
export async function closeAttempt(
  tx: Tx,
  end: { printJobId: string; fence: number; outcome: AttemptOutcome; detail: string; at: Date },
): Promise<void> {
  await tx.execute(sql`
    update print_attempt set outcome = ${end.outcome}, detail = ${end.detail}, finished_at = ${end.at.toISOString()}
    where print_job_id = ${end.printJobId} and fence = ${end.fence}
      and (outcome is null or outcome in ('unknown', 'failed'))`);
}

/** The agent that holds (or held) the job under this fence. */
export async function agentOfAttempt(tx: Tx, printJobId: string, fence: number): Promise<string | undefined> {
  const found = await tx.execute<{ agent_id: string }>(
    sql`select agent_id from print_attempt where print_job_id = ${printJobId} and fence = ${fence}`,
  );
  return found.rows[0]?.agent_id;
}

export async function selectAttempts(tx: Tx, printJobId: string): Promise<PrintAttemptRow[]> {
  return (await tx.execute<PrintAttemptRow>(sql`select * from print_attempt where print_job_id = ${printJobId} order by fence`)).rows;
}
