import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobOffer } from '@shopfleet/contracts/agent-protocol';
import { ManualClock } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../test/bench.ts';
import { DocumentStore, sha256Of } from './document-store.ts';
import { Journal, JournalDamaged, keepEndedJobsMs } from './journal.ts';
import { JournalLocked } from './journal-lock.ts';

const clock = () => new ManualClock(new Date('2026-03-04T05:06:07Z'));
const offer = (printJobId: string, sha256 = 'a'.repeat(64)): JobOffer => ({
  printJobId,
  fence: 1,
  printerId: 'prn_1',
  document: { sha256, format: 'application/pdf', bytes: 10 },
  copies: 1,
  priority: 0,
  title: 'Label',
  expiresAt: '2026-03-04T06:00:00Z',
});

function hold(journal: Journal, id: string, sha256?: string): void {
  journal.append([{ kind: 'held', offer: offer(id, sha256), atMs: 0 }], 'held');
}
function finish(journal: Journal, id: string): void {
  journal.append([journal.statusEntry({ printJobId: id, fence: 1, state: 'confirmed', detail: '', isSafeToRetry: false })], 'end');
}

describe('the journal', () => {
  it('knows after a restart what was written before', () => {
    using directory = temporaryDirectory();
    const first = new Journal({ directory: directory.path, clock: clock() });
    hold(first, 'pjb_1');
    hold(first, 'pjb_2');
    finish(first, 'pjb_2');
    first.close();
    const second = new Journal({ directory: directory.path, clock: clock() });
    expect(second.book.openJobs().map((job) => job.offer.printJobId)).toEqual(['pjb_1']);
    expect(second.book.waitingStatuses()).toMatchObject([{ seq: 1, printJobId: 'pjb_2', state: 'confirmed' }]);
    expect(second.book.nextSeq).toBe(2);
    second.close();
  });

  it('forgets a last line that was cut off at any byte, and writes on behind the line before it', () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'journal.jsonl');
    const journal = new Journal({ directory: directory.path, clock: clock() });
    hold(journal, 'pjb_1');
    const whole = statSync(path).size;
    hold(journal, 'pjb_2');
    journal.close();
    for (let length = statSync(path).size - 1; length >= whole; length -= 1) {
      truncateSync(path, length);
      const cut = new Journal({ directory: directory.path, clock: clock() });
      expect(cut.book.jobs()).toHaveLength(1);
      expect(statSync(path).size).toBe(whole);
      cut.close();
    }
    const again = new Journal({ directory: directory.path, clock: clock() });
    hold(again, 'pjb_3');
    again.close();
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('refuses to guess when a line in the middle is damaged', () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'journal.jsonl');
    writeFileSync(path, '{"kind":"acked","seq":1}\nrubbish\n{"kind":"acked","seq":2}\n');
    expect(() => new Journal({ directory: directory.path, clock: clock() })).toThrow(JournalDamaged);
    expect(() => new Journal({ directory: directory.path, clock: clock() })).toThrow(/Line 2 of/);
  });

  it('is held by one agent at a time, and taken from one that died', () => {
    using directory = temporaryDirectory();
    const journal = new Journal({ directory: directory.path, clock: clock() });
    expect(() => new Journal({ directory: directory.path, clock: clock() })).toThrow(JournalLocked);
    journal.close();
    writeFileSync(join(directory.path, 'journal.lock'), '4194303 1');
    new Journal({ directory: directory.path, clock: clock() }).close();
  });

  it('takes the lock of a dead process whose number belongs to another now', () => {
    using directory = temporaryDirectory();
    writeFileSync(join(directory.path, 'journal.lock'), `${process.pid} 1`);
    new Journal({ directory: directory.path, clock: clock() }).close();
  });

  it('shrinks when it grows too large, and keeps open jobs, unacknowledged statuses and numbers', () => {
    using directory = temporaryDirectory();
    const time = clock();
    const journal = new Journal({ directory: directory.path, clock: time, compactAboveBytes: 20_000 });
    hold(journal, 'pjb_open');
    for (let index = 0; index < 100; index += 1) {
      hold(journal, `pjb_${index}`);
      finish(journal, `pjb_${index}`);
      journal.append([{ kind: 'acked', seq: journal.book.nextSeq - 1 }], 'acked');
      time.advance(keepEndedJobsMs / 10);
    }
    finish(journal, 'pjb_open');
    hold(journal, 'pjb_last');
    expect(statSync(join(directory.path, 'journal.jsonl')).size).toBeLessThan(25_000);
    const before = [journal.book.openJobs(), journal.book.waitingStatuses(), journal.book.nextSeq, journal.book.ackedSeq];
    journal.compact();
    journal.close();
    const after = new Journal({ directory: directory.path, clock: time });
    expect([after.book.openJobs(), after.book.waitingStatuses(), after.book.nextSeq, after.book.ackedSeq]).toEqual(before);
    expect(after.book.nextSeq).toBe(102);
    after.close();
  });
});

describe('the document store', () => {
  it('keeps documents of open jobs and of those that ended less than 7 days ago', () => {
    using directory = temporaryDirectory();
    const time = clock();
    const store = new DocumentStore(join(directory.path, 'documents'));
    const journal = new Journal({ directory: directory.path, clock: time });
    const [old, fresh, open] = ['old', 'fresh', 'open'].map((text) => ({ text, sha256: sha256Of(Buffer.from(text)) }));
    for (const one of [old, fresh, open]) {
      store.put(one?.sha256 ?? '', Buffer.from(one?.text ?? ''));
      hold(journal, `pjb_${one?.text}`, one?.sha256);
    }
    finish(journal, 'pjb_old');
    time.advance(keepEndedJobsMs + 1);
    finish(journal, 'pjb_fresh');
    expect(store.keepOnly(journal.compact())).toBe(1);
    expect([old, fresh, open].map((one) => store.has(one?.sha256 ?? ''))).toEqual([false, true, true]);
    journal.close();
  });

  it('notices a document that was damaged on the disk', () => {
    using directory = temporaryDirectory();
    const store = new DocumentStore(directory.path);
    const sha256 = sha256Of(Buffer.from('label'));
    store.put(sha256, Buffer.from('label'));
    expect(store.isIntact(sha256)).toBe(true);
    appendFileSync(join(directory.path, sha256), '!');
    expect(store.isIntact(sha256)).toBe(false);
  });
});
