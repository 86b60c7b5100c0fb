import type { AgentJobState } from '@shopfleet/contracts/agent-protocol';
import type { BookedJob, JobRef } from '../journal/job-book.ts';
import type { Journal } from '../journal/journal.ts';
import type { Evidence, JournalEntry } from '../journal/journal-entry.ts';

type Stage = 'granted' | 'creating' | 'created' | 'sending' | 'sent';

/** Writes what happens to jobs into the journal, in the journal's words, and tells who sends statuses to the hub. */
export class PrintRecord {
  readonly #journal: Journal;
  readonly #onStatus: () => void;

  constructor(journal: Journal, onStatus: () => void) {
    this.#journal = journal;
    this.#onStatus = onStatus;
  }

  get book() {
    return this.#journal.book;
  }

  job(ref: JobRef): BookedJob | undefined {
    return this.book.job(ref);
  }

  stage(ref: JobRef, stage: Stage, attempt: number, evidence: Evidence = {}): void {
    this.#journal.append([stageEntry(ref, stage, attempt, evidence)], stage);
  }

  /** From here on the job may be on paper. */
  sending(ref: JobRef, attempt: number, evidence: Evidence): void {
    this.#journal.append([stageEntry(ref, 'sending', attempt, evidence), this.#status(ref, 'sending', '')], 'sending');
    this.#onStatus();
  }

  sent(ref: JobRef, attempt: number, evidence: Evidence): void {
    this.#journal.append([stageEntry(ref, 'sent', attempt, evidence), this.#status(ref, 'spooled', '')], 'sent');
    this.#onStatus();
  }

  /** News about a job that goes on. */
  note(ref: JobRef, state: 'sending' | 'spooled', detail: string): void {
    this.#journal.append([this.#status(ref, state, detail)], 'note');
    this.#onStatus();
  }

  /** Ends the job. `isSafeToRetry`: nothing can have reached paper. */
  end(ref: JobRef, state: 'confirmed' | 'unknown' | 'failed' | 'cancelled', detail: string, isSafeToRetry = false): void {
    this.#journal.append([this.#status(ref, state, detail, isSafeToRetry)], 'end');
    this.#onStatus();
  }

  /** Says again what was said last, for a hub that asks. */
  repeat(job: BookedJob): void {
    if (job.lastStatus === undefined) return;
    const { state, detail, isSafeToRetry } = job.lastStatus;
    this.#journal.append([this.#status(job.lastStatus, state, detail, isSafeToRetry)], 'note');
    this.#onStatus();
  }

  #status({ printJobId, fence }: JobRef, state: AgentJobState, detail: string, isSafeToRetry = false): JournalEntry {
    return this.#journal.statusEntry({ printJobId, fence, state, detail: detail.slice(0, 1000), isSafeToRetry });
  }
}

function stageEntry({ printJobId, fence }: JobRef, stage: Stage, attempt: number, evidence: Evidence): JournalEntry {
  return { kind: 'stage', printJobId, fence, stage, attempt, evidence };
}
