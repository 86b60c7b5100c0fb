import type { JobOffer, JobStatus } from '@shopfleet/contracts/agent-protocol';
import { type Evidence, finalStates, type JobStage, type JournalEntry } from './journal-entry.ts';

export interface JobRef {
  readonly printJobId: string;
  readonly fence: number;
}

/** A job as the journal tells it. */
export interface BookedJob {
  readonly offer: JobOffer;
  readonly heldAtMs: number;
  readonly stage: JobStage;
  /** How often the agent opened the job at the printer; 0 before the first time. */
  readonly attempt: number;
  readonly evidence: Evidence;
  readonly lastStatus: JobStatus | undefined;
  readonly endedAtMs: number | undefined;
}

export const keyOf = ({ printJobId, fence }: JobRef): string => `${printJobId}:${fence}`;

/** The journal folded into what is true now. Pure: it only applies entries. */
export class JobBook {
  readonly #jobs = new Map<string, BookedJob>();
  #waiting: JobStatus[] = [];
  nextSeq = 1;
  ackedSeq = 0;

  job(ref: JobRef): BookedJob | undefined {
    return this.#jobs.get(keyOf(ref));
  }

  jobs(): BookedJob[] {
    return [...this.#jobs.values()];
  }

  openJobs(): BookedJob[] {
    return this.jobs().filter((job) => job.stage !== 'ended');
  }

  /** Statuses that the hub has not acknowledged, oldest first. */
  waitingStatuses(): readonly JobStatus[] {
    return this.#waiting;
  }

  apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'head':
        this.nextSeq = entry.nextSeq;
        this.ackedSeq = entry.ackedSeq;
        return;
      case 'held':
        this.#put({
          offer: entry.offer,
          heldAtMs: entry.atMs,
          stage: 'held',
          attempt: 0,
          evidence: {},
          lastStatus: undefined,
          endedAtMs: undefined,
        });
        return;
      case 'stage':
        this.#change(entry, { stage: entry.stage, attempt: entry.attempt, evidence: entry.evidence });
        return;
      case 'dropped':
        this.#jobs.delete(keyOf(entry));
        return;
      case 'status':
        this.#applyStatus(entry.status);
        return;
      case 'acked':
        this.ackedSeq = Math.max(this.ackedSeq, entry.seq);
        this.#waiting = this.#waiting.filter((status) => status.seq > this.ackedSeq);
        return;
      case 'moved':
        this.#move(entry.by);
    }
  }

  /** The shortest list of entries that folds into the same book, without jobs that ended before `forgetBeforeMs`. */
  entries(forgetBeforeMs: number): JournalEntry[] {
    const waiting = new Set(this.#waiting);
    const kept = this.jobs().filter((job) => job.endedAtMs === undefined || job.endedAtMs >= forgetBeforeMs);
    return [
      { kind: 'head', nextSeq: this.nextSeq, ackedSeq: this.ackedSeq },
      ...kept.flatMap(entriesOf),
      // After the jobs, since a status also sets the job's state; `apply` keeps the order of their numbers.
      ...[...waiting].map((status): JournalEntry => ({ kind: 'status', status })),
    ];
  }

  forgetAllBut(kept: readonly JobRef[]): void {
    const keys = new Set(kept.map(keyOf));
    for (const key of this.#jobs.keys()) if (!keys.has(key)) this.#jobs.delete(key);
  }

  #move(by: number): void {
    const moved = (status: JobStatus) => ({ ...status, seq: status.seq + by });
    for (const job of this.jobs()) {
      if (job.lastStatus !== undefined && job.lastStatus.seq > this.ackedSeq) this.#put({ ...job, lastStatus: moved(job.lastStatus) });
    }
    this.#waiting = this.#waiting.map(moved);
    this.nextSeq += by;
  }

  #applyStatus(status: JobStatus): void {
    this.nextSeq = Math.max(this.nextSeq, status.seq + 1);
    if (status.seq > this.ackedSeq && !this.#waiting.some((known) => known.seq === status.seq)) {
      this.#waiting = [...this.#waiting, status].sort((a, b) => a.seq - b.seq);
    }
    const isFinal = finalStates.has(status.state);
    if ((this.job(status)?.lastStatus?.seq ?? 0) > status.seq) return;
    this.#change(status, { lastStatus: status, ...(isFinal ? { stage: 'ended' as const, endedAtMs: status.atMs } : {}) });
  }

  #put(job: BookedJob): void {
    this.#jobs.set(keyOf(job.offer), job);
  }

  #change(ref: JobRef, change: Partial<BookedJob>): void {
    const job = this.job(ref);
    if (job !== undefined) this.#put({ ...job, ...change });
  }
}

function entriesOf(job: BookedJob): JournalEntry[] {
  const { offer, stage, attempt, evidence, lastStatus } = job;
  const held: JournalEntry = { kind: 'held', offer, atMs: job.heldAtMs };
  const ref = { printJobId: offer.printJobId, fence: offer.fence };
  const staged: JournalEntry[] = stage === 'held' || stage === 'ended' ? [] : [{ kind: 'stage', ...ref, stage, attempt, evidence }];
  return [held, ...staged, ...(lastStatus === undefined ? [] : [{ kind: 'status', status: lastStatus } as const])];
}
