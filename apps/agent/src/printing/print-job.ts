import type { PrintWork, Reserved } from '../drivers/printer-driver.ts';
import type { BookedJob, JobRef } from '../journal/job-book.ts';
import type { Evidence } from '../journal/journal-entry.ts';
import { isExpired } from './next-job.ts';
import type { PrintBench } from './print-bench.ts';
import { watchJob } from './watch-job.ts';

/**
 * Carries a job from wherever the journal says it is to its end, or as far as it gets before the agent stops.
 * Each stage does its work and writes the next stage down; the loop only reads the journal.
 */
export async function printJob(bench: PrintBench, ref: JobRef): Promise<void> {
  let emptyTries = 0;
  // A job found as `creating` or `created` here was left behind by a crash; a fresh one never returns in these stages.
  for (let job = bench.record.job(ref); job !== undefined && job.stage !== 'ended' && !bench.isStopping(); job = bench.record.job(ref)) {
    if (job.stage === 'granted') await openJob(bench, job);
    else if (job.stage === 'creating' || job.stage === 'created') await takeBackJob(bench, job);
    else if ((await watchJob(bench, job, workOf(bench, job))) === 'again') {
      emptyTries += 1;
      if (emptyTries >= bench.tuning.emptyTries)
        return bench.record.end(ref, 'failed', 'The printer took the document several times and printed nothing.', true);
      bench.record.stage(ref, 'granted', job.attempt);
    }
  }
}

export function workOf(bench: PrintBench, job: BookedJob, attempt = job.attempt, evidence: Evidence = job.evidence): PrintWork {
  const { offer } = job;
  return {
    printJobId: offer.printJobId,
    fence: offer.fence,
    attempt,
    evidence,
    title: offer.title,
    copies: offer.copies,
    media: bench.printer.media,
    document: {
      format: offer.document.format,
      bytes: offer.document.bytes,
      open: () => bench.documents.stream(offer.document.sha256),
      read: () => bench.documents.read(offer.document.sha256),
    },
  };
}

/** Ends a job that nobody wants any more. True when it did. */
function endIfUnwanted(bench: PrintBench, job: BookedJob): boolean {
  const isCancelled = bench.isCancelled(job.offer);
  if (!isCancelled && !isExpired(job, bench.clock.now())) return false;
  bench.record.end(job.offer, 'cancelled', isCancelled ? 'cancelled before it was sent' : 'expired', true);
  return true;
}

async function openJob(bench: PrintBench, job: BookedJob): Promise<void> {
  const { record, documents, driver } = bench;
  if (endIfUnwanted(bench, job)) return;
  if (!documents.isIntact(job.offer.document.sha256))
    return record.end(job.offer, 'failed', 'The document on the agent’s disk is damaged or gone.', true);
  const attempt = job.attempt + 1;
  record.stage(job.offer, 'creating', attempt);
  const reserved = await reserve(bench, job, workOf(bench, job, attempt, {}));
  if (reserved === undefined) return;
  if (reserved.kind === 'refused') return record.end(job.offer, 'failed', reserved.why, true);
  const work = workOf(bench, job, attempt, reserved.evidence);
  record.stage(job.offer, 'created', attempt, reserved.evidence);
  if (endIfUnwanted(bench, job)) return void (await driver.takeBack(work));
  record.sending(job.offer, attempt, reserved.evidence);
  const sent = await driver.send(work);
  if (sent.kind === 'refused') record.end(job.offer, 'failed', sent.why, true);
  if (sent.kind === 'sent') record.sent(job.offer, attempt, reserved.evidence);
}

/** Asks until the printer is ready. Undefined when the agent stops or the job ended meanwhile. */
async function reserve(bench: PrintBench, job: BookedJob, work: PrintWork): Promise<Exclude<Reserved, { kind: 'wait' }> | undefined> {
  const { driver, pause, tuning } = bench;
  let delayMs = tuning.waitMinMs;
  let mayBeOpen = false;
  while (!bench.isStopping()) {
    if (!mayBeOpen || (await driver.takeBack(work))) {
      if (endIfUnwanted(bench, job)) return undefined;
      const reserved = await driver.reserve(work);
      if (reserved.kind !== 'wait') {
        bench.setWaiting(undefined);
        return reserved;
      }
      mayBeOpen = reserved.mayBeOpen;
      bench.setWaiting(reserved.why);
    } else if (endIfUnwanted(bench, job)) return undefined;
    await pause.wait(delayMs);
    delayMs = Math.min(tuning.waitMaxMs, delayMs * 1.5);
  }
  return undefined;
}

/** After a crash before `sending`: no document left, so what stands open at the printer is emptied and the job begins anew. */
async function takeBackJob(bench: PrintBench, job: BookedJob): Promise<void> {
  const { driver, record, pause, tuning } = bench;
  for (let delayMs = tuning.waitMinMs; !bench.isStopping(); delayMs = Math.min(tuning.waitMaxMs, delayMs * 1.5)) {
    if (await driver.takeBack(workOf(bench, job))) return record.stage(job.offer, 'granted', job.attempt);
    if (endIfUnwanted(bench, job)) return;
    bench.setWaiting('The printer does not answer.');
    await pause.wait(delayMs);
  }
}
