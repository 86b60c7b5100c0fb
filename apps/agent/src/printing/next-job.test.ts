import { describe, expect, it } from 'vitest';
import type { BookedJob } from '../journal/job-book.ts';
import { isExpired, nextJob } from './next-job.ts';

const job = (printJobId: string, change: Partial<BookedJob> = {}, priority = 0, printerId = 'prn_1'): BookedJob => ({
  offer: {
    printJobId,
    fence: 1,
    printerId,
    document: { sha256: '', format: 'application/pdf', bytes: 1 },
    copies: 1,
    priority,
    title: '',
    expiresAt: '2026-01-01T00:00:00Z',
  },
  heldAtMs: 0,
  stage: 'granted',
  attempt: 0,
  evidence: {},
  lastStatus: undefined,
  endedAtMs: undefined,
  ...change,
});
const chosen = (...jobs: BookedJob[]) => nextJob(jobs, 'prn_1')?.offer.printJobId;

describe('the next job of a printer', () => {
  it('is never one that the hub has not confirmed', () => {
    expect(chosen(job('held', { stage: 'held' }))).toBeUndefined();
  });
  it('is the one that was begun, whatever waits', () => {
    expect(chosen(job('urgent', {}, 99), job('begun', { stage: 'sending' }))).toBe('begun');
  });
  it('is the most urgent, then the oldest', () => {
    expect(chosen(job('late', { heldAtMs: 2 }, 1), job('early', { heldAtMs: 1 }, 1), job('idle', { heldAtMs: 0 }))).toBe('early');
  });
  it('belongs to this printer', () => {
    expect(chosen(job('other', {}, 9, 'prn_2'), job('mine'))).toBe('mine');
  });
  it('expires at its moment', () => {
    expect(isExpired(job('a'), new Date('2025-12-31T23:59:59.999Z'))).toBe(false);
    expect(isExpired(job('a'), new Date('2026-01-01T00:00:00Z'))).toBe(true);
  });
});
