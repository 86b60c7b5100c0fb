import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobBook } from './job-book.ts';
import type { JournalEntry } from './journal-entry.ts';

const ids = fc.constantFrom('a', 'b', 'c');
const offerOf = (printJobId: string) => ({
  printJobId,
  fence: 1,
  printerId: 'p',
  document: { sha256: 'a'.repeat(64), format: 'application/pdf' as const, bytes: 1 },
  copies: 1,
  priority: 0,
  title: '',
  expiresAt: '2026-01-01T00:00:00Z',
});

type Move = (book: JobBook) => JournalEntry;
const moves: fc.Arbitrary<Move> = fc.oneof(
  ids.map(
    (id): Move =>
      (book) =>
        book.job({ printJobId: id, fence: 1 }) ? { kind: 'acked', seq: book.ackedSeq } : { kind: 'held', offer: offerOf(id), atMs: 5 },
  ),
  fc.tuple(ids, fc.constantFrom('granted', 'creating', 'created', 'sending', 'sent'), fc.nat(4)).map(
    ([printJobId, stage, attempt]): Move =>
      () => ({ kind: 'stage', printJobId, fence: 1, stage, attempt, evidence: { ippJobId: attempt } }),
  ),
  fc.tuple(ids, fc.constantFrom('sending', 'spooled', 'confirmed', 'unknown', 'failed', 'cancelled')).map(
    ([printJobId, state]): Move =>
      (book) => ({ kind: 'status', status: { printJobId, fence: 1, seq: book.nextSeq, state, atMs: 9, detail: '', isSafeToRetry: false } }),
  ),
  fc.nat(3).map(
    (back): Move =>
      (book) => ({ kind: 'acked', seq: Math.max(0, book.nextSeq - 1 - back) }),
  ),
  fc.nat(5).map(
    (by): Move =>
      () => ({ kind: 'moved', by }),
  ),
);

describe('the job book', () => {
  it('folds into the same state from its shortened entries as from all of them', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 40 }), (steps) => {
        const book = new JobBook();
        // The agent writes statuses of jobs that it holds, and after an end only that end again.
        for (const step of steps) {
          const entry = step(book);
          if (entry.kind === 'stage' && book.job(entry)?.stage === 'ended') continue;
          const known = entry.kind === 'status' ? book.job(entry.status) : undefined;
          if (entry.kind === 'status' && known === undefined) continue;
          if (entry.kind === 'status' && known?.stage === 'ended' && known.lastStatus?.state !== entry.status.state) continue;
          book.apply(entry);
        }
        const short = new JobBook();
        for (const entry of book.entries(0)) short.apply(entry);
        expect(short.openJobs()).toEqual(book.openJobs());
        expect(short.waitingStatuses()).toEqual(book.waitingStatuses());
        expect([short.nextSeq, short.ackedSeq]).toEqual([book.nextSeq, book.ackedSeq]);
      }),
      { numRuns: 500 },
    );
  });

  it('moves waiting statuses behind a hub that counts further', () => {
    const book = new JobBook();
    const status = { printJobId: 'a', fence: 1, state: 'unknown', atMs: 1, detail: '', isSafeToRetry: false } as const;
    book.apply({ kind: 'status', status: { ...status, seq: 1 } });
    book.apply({ kind: 'moved', by: 57 });
    book.apply({ kind: 'acked', seq: 57 });
    expect(book.waitingStatuses()).toMatchObject([{ seq: 58 }]);
    expect(book.nextSeq).toBe(59);
  });
});
