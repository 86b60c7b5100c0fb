import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { PrintingDeps } from '../printing-deps.ts';
import type { PrintJobRow } from './print-job-row.ts';

type Deps = Pick<PrintingDeps, 'clock' | 'printRate'>;

/** Label printers do one or two a second; only a fault asks for ten. */
export const defaultPrintRate = { jobs: 3_000, seconds: 300 } as const;
/** A printer that was given a job this lately works through its queue. */
const busySeconds = 60;

/** How many more jobs the printer of the row `p` may get now; 0 or less while the brake is on. */
export function roomUnderBrake({ clock, printRate = defaultPrintRate }: Deps): SQL {
  const { jobs, seconds } = printRate;
  const since = new Date(clock.now().getTime() - seconds * 1000).toISOString();
  return sql`${jobs} - (select count(*) from (
    select from print_attempt a where a.tenant_id = p.tenant_id and a.printer_id = p.id and a.started_at > ${since} limit ${jobs}) recent)`;
}

/**
 * Gives a job more time that waits only for its turn: its printer works, or the brake is on. Time is short for a printer that does
 * nothing, so that no heap of old labels comes out of it later. False when the job must expire.
 */
export async function extendWhileInLine(tx: Tx, deps: Deps, job: PrintJobRow): Promise<boolean> {
  const now = deps.clock.now();
  const busySince = new Date(now.getTime() - busySeconds * 1000).toISOString();
  const found = await tx.execute<{ is_braked: boolean; is_busy: boolean }>(sql`
    select ${roomUnderBrake(deps)} <= 0 as is_braked, exists (select from print_attempt a
      where a.tenant_id = p.tenant_id and a.printer_id = p.id and a.started_at > ${busySince}) as is_busy
    from printer p where p.id = ${job.printer_id} and p.removed_at is null and not p.is_paused`);
  const { is_braked: isBraked = false, is_busy: isBusy = false } = found.rows[0] ?? {};
  if (job.is_paused || !(isBraked || isBusy)) return false;
  const { jobs, seconds } = deps.printRate ?? defaultPrintRate;
  const until = new Date(now.getTime() + seconds * 1000).toISOString();
  const problem = isBraked
    ? `${job.printer_name} was given ${jobs} jobs within ${Math.ceil(seconds / 60)} minutes, which is all it may get. This one waits on.`
    : '';
  await tx.execute(sql`update print_job set expires_at = ${until}, problem = ${problem} where id = ${job.id} and state = 'queued'`);
  return true;
}
