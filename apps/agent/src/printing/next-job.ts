import type { BookedJob } from '../journal/job-book.ts';

/** Which job a printer does next: one that was begun already, else the highest priority, else the oldest. */
export function nextJob(jobs: readonly BookedJob[], printerId: string): BookedJob | undefined {
  const mine = jobs.filter((job) => job.offer.printerId === printerId && job.stage !== 'held' && job.stage !== 'ended');
  return mine.sort(byTurn)[0];
}

function byTurn(a: BookedJob, b: BookedJob): number {
  const begun = Number(b.stage !== 'granted') - Number(a.stage !== 'granted');
  return begun || b.offer.priority - a.offer.priority || a.heldAtMs - b.heldAtMs;
}

export function isExpired(job: BookedJob, now: Date): boolean {
  return now.getTime() >= Date.parse(job.offer.expiresAt);
}
