import { closeSync, existsSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobStatus } from '@shopfleet/contracts/agent-protocol';
import { type Clock, crashPoint } from '@shopfleet/kernel';
import { replaceFile, syncDirectory, writeWhole } from './durable-file.ts';
import { JobBook } from './job-book.ts';
import { type JournalEntry, journalEntrySchema } from './journal-entry.ts';
import { takeJournalLock } from './journal-lock.ts';

export const keepEndedJobsMs = 7 * 24 * 3600 * 1000;

/** The journal cannot be read; printing from a guess is worse than not printing. */
export class JournalDamaged extends Error {
  constructor(path: string, line: number, cause: unknown) {
    super(
      `Line ${line} of ${path} is damaged. Check the disk, move the file aside and start again; look at the hub for jobs without an end.`,
      { cause },
    );
    this.name = 'JournalDamaged';
  }
}

export interface JournalOptions {
  readonly directory: string;
  readonly clock: Clock;
  /** Compacted when the file is larger than this. */
  readonly compactAboveBytes?: number;
}

/**
 * The agent's memory: append-only JSON lines, on the disk before anything depends on them. What is not in here did not happen.
 * Opening it takes a lock against a second agent and cuts off a last line that a crash left half written.
 */
export class Journal {
  readonly book = new JobBook();
  readonly #path: string;
  readonly #clock: Clock;
  #compactAtBytes: number;
  readonly #unlock: () => void;
  #descriptor: number;
  #bytes: number;

  constructor({ directory, clock, compactAboveBytes = 5 * 1024 * 1024 }: JournalOptions) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#path = join(directory, 'journal.jsonl');
    this.#clock = clock;
    this.#compactAtBytes = compactAboveBytes;
    this.#unlock = takeJournalLock(join(directory, 'journal.lock'));
    try {
      this.#bytes = readJournal(this.#path, this.book);
      this.#descriptor = openSync(this.#path, 'a', 0o600);
      ftruncateSync(this.#descriptor, this.#bytes);
      syncDirectory(directory);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  /** Writes entries to the disk, in order, then applies them. `step` names the crash points around the write. */
  append(entries: readonly JournalEntry[], step: string): void {
    crashPoint(`agent.before-${step}`);
    const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    writeWhole(this.#descriptor, bytes);
    fdatasyncSync(this.#descriptor);
    crashPoint(`agent.after-${step}`);
    this.#bytes += bytes.length;
    for (const entry of entries) this.book.apply(entry);
    if (this.#bytes > this.#compactAtBytes) this.compact();
  }

  /** A status with the next number, to be appended at once; it stays until the hub acknowledges that number. */
  statusEntry(status: Omit<JobStatus, 'seq' | 'atMs'>): JournalEntry {
    return { kind: 'status', status: { ...status, seq: this.book.nextSeq, atMs: this.#clock.now().getTime() } };
  }

  /** Rewrites the file without what nobody needs any more. Answers the hashes of documents still in use. */
  compact(): Set<string> {
    const entries = this.book.entries(this.#clock.now().getTime() - keepEndedJobsMs);
    const content = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    replaceFile(this.#path, content);
    closeSync(this.#descriptor);
    this.#descriptor = openSync(this.#path, 'a', 0o600);
    this.#bytes = content.length;
    // Where most of the file is still needed, the next compaction waits until it has doubled.
    this.#compactAtBytes = Math.max(this.#compactAtBytes, 2 * content.length);
    const kept = entries.flatMap((entry) => (entry.kind === 'held' ? [entry.offer] : []));
    this.book.forgetAllBut(kept);
    return new Set(kept.map((offer) => offer.document.sha256));
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#unlock();
  }
}

/** Folds a journal file into the book. Answers its length in bytes up to the last whole line. */
export function readJournal(path: string, book: JobBook): number {
  if (!existsSync(path)) return 0;
  const bytes = readFileSync(path);
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  for (const [index, line] of whole.toString('utf8').split('\n').entries()) {
    if (line === '') continue;
    try {
      book.apply(journalEntrySchema.parse(JSON.parse(line)));
    } catch (error) {
      throw new JournalDamaged(path, index + 1, error);
    }
  }
  return whole.length;
}
