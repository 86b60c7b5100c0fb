import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { doubleAttempts, parkedEvents, stuckEvents, undecidedJobs } from './backlog.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

type Read = (tx: Tx) => Promise<readonly { readonly subject: string; readonly detail: string }[]>;

const shown = 5;

function list(lines: readonly { readonly subject: string; readonly detail: string }[]): string {
  const some = lines.slice(0, shown).map(({ subject, detail }) => `${subject} (${detail})`);
  return `${some.join('; ')}${lines.length > shown ? `; and ${lines.length - shown} more` : ''}`;
}

/** One finding for a list that ought to be empty. */
async function checkEmpty(db: Database, read: Read, good: string, bad: (detail: string) => Finding): Promise<Finding> {
  const lines = await db.asSystem(read);
  return lines.length === 0 ? ok(bad('').what, good) : bad(list(lines));
}

const startWorker = 'See that a worker runs (serve --role worker or all), and read its log';
const connectShop = 'Connect the shop that the events name; what was set aside is taken up then';
const report = 'Keep a backup of this database and report it; look at the printer for copies';

export const checkStuckEvents = (db: Database): Promise<Finding> =>
  checkEmpty(db, stuckEvents, 'none waits longer than 5 minutes', (detail) => failed('events', detail, startWorker));

export const checkParkedEvents = (db: Database): Promise<Finding> =>
  checkEmpty(db, parkedEvents, 'none', (detail) => warning('events set aside', detail, connectShop));

export const checkPrintAttempts = (db: Database): Promise<Finding> =>
  checkEmpty(db, doubleAttempts, 'no document may have come out twice', (detail) => failed('print attempts', detail, report));

export const checkUndecidedJobs = (db: Database): Promise<Finding> =>
  checkEmpty(db, undecidedJobs, 'none', (detail) =>
    warning('undecided print jobs', detail, 'Look at the printer, then say in the print queue whether the label came out'),
  );

export async function checkDeadLetters(jobs: Pick<Jobs, 'deadLetters' | 'counts'>): Promise<Finding> {
  const letters = await jobs.deadLetters({ limit: 100 });
  if (letters.length === 0) return ok('dead letters', 'no job failed for good');
  const lines = letters.map(({ kind, tenantId, id, error }) => ({
    subject: `${kind} of ${tenantId || 'the system'}, ${id}`,
    detail: error,
  }));
  return failed('dead letters', list(lines), 'Mend the reason that each names; the job is kept and can be sent on its way again');
}
