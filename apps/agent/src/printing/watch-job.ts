import type { Finding, PrintWork } from '../drivers/printer-driver.ts';
import type { BookedJob } from '../journal/job-book.ts';
import type { PrintBench } from './print-bench.ts';

/**
 * Looks after a job whose document left, or may have left, until its end is written down.
 * `again` means that certainly nothing was printed; `stopped` that the agent stops first.
 */
export async function watchJob(bench: PrintBench, job: BookedJob, work: PrintWork): Promise<'ended' | 'adopted' | 'again' | 'stopped'> {
  const { driver, record, tuning, pause } = bench;
  const isSent = job.stage === 'sent';
  const patience = new Patience(bench, job, work);
  for (let delayMs = tuning.lookMinMs; !bench.isStopping(); delayMs = Math.min(tuning.lookMaxMs, delayMs * 1.3)) {
    const finding = isSent ? await driver.look(work) : await driver.settleSending(work);
    switch (finding.kind) {
      case 'adopted':
        record.sent(job.offer, job.attempt, job.evidence);
        return 'adopted';
      case 'again':
        return 'again';
      case 'confirmed':
        bench.setWaiting(undefined);
        record.end(job.offer, 'confirmed', finding.detail);
        return 'ended';
      case 'unknown':
      case 'failed':
        bench.setWaiting(undefined);
        record.end(job.offer, finding.kind, finding.why, finding.kind === 'failed');
        return 'ended';
    }
    if (await patience.isOver(finding)) return 'ended';
    await pause.wait(delayMs);
  }
  return 'stopped';
}

/** Decides how long a job may go on without an end, and says what it waits for. */
class Patience {
  readonly #bench: PrintBench;
  readonly #job: BookedJob;
  readonly #work: PrintWork;
  #quietMs: number;
  #silentSinceMs: number | undefined;
  #told = '';

  constructor(bench: PrintBench, job: BookedJob, work: PrintWork) {
    this.#bench = bench;
    this.#job = job;
    this.#work = work;
    this.#quietMs = bench.clock.now().getTime();
  }

  async isOver(finding: Finding & { kind: 'waiting' | 'silent' }): Promise<boolean> {
    const { clock, tuning, record, driver } = this.#bench;
    const nowMs = clock.now().getTime();
    const isFault = finding.kind === 'silent' || finding.isPrinterFault;
    this.#bench.setWaiting(isFault ? finding.why : undefined);
    // Time under a fault that the printer names does not count: somebody must load paper first.
    if (isFault) this.#quietMs = nowMs;
    this.#silentSinceMs = finding.kind === 'silent' ? (this.#silentSinceMs ?? nowMs) : undefined;
    if (this.#silentSinceMs !== undefined && nowMs - this.#silentSinceMs > tuning.silentAfterMs) {
      record.end(this.#job.offer, 'unknown', `${finding.why} Nobody can tell whether it was printed.`);
      return true;
    }
    if (nowMs - this.#quietMs > tuning.stuckAfterMs) {
      await driver.abort(this.#work);
      record.end(this.#job.offer, 'unknown', 'The printer did not end the job in time; it was stopped there. Look at the printer.');
      return true;
    }
    this.#tell(isFault ? finding.why : '');
    return false;
  }

  #tell(detail: string): void {
    if (detail === this.#told) return;
    this.#told = detail;
    this.#bench.record.note(this.#job.offer, this.#job.stage === 'sent' ? 'spooled' : 'sending', detail);
  }
}
