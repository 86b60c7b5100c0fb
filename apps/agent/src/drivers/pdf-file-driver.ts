import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type Clock, crashPoint } from '@shopfleet/kernel';
import { syncDirectory, writeWhole } from '../journal/durable-file.ts';
import type { Finding, PrinterDriver, PrintWork, Reserved, Sent } from './printer-driver.ts';

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.zebra-zpl': 'zpl',
  'image/pwg-raster': 'pwg',
  'image/png': 'png',
};

function tailOf(work: PrintWork): string {
  return `${work.printJobId.replace(/[^A-Za-z0-9_-]+/g, '_')}.${work.fence}.`;
}

/** `<time>-<title>-<job and fence>.<ext>`: reads well in a file list, and no two jobs share a name. */
function fileNameOf(work: PrintWork, now: Date): string {
  const time = now.toISOString().replace(/[:.]/g, '-').replace('Z', '');
  const title =
    work.title
      .replace(/[^\p{L}\p{N} ._-]+/gu, '_')
      .replace(/^[ .]+/, '')
      .slice(0, 80) || 'label';
  return `${time}-${title}-${tailOf(work)}${extensions[work.document.format] ?? 'bin'}`;
}

/**
 * "Prints" into a directory. The empty temporary file stands on the disk before the journal says `sending`, so afterwards either it
 * is still there (not printed), or the final file is (printed), or somebody took the file away (nobody can tell).
 */
export class PdfFileDriver implements PrinterDriver {
  readonly #directory: string;
  readonly #clock: Clock;

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  refusal(): undefined {
    return undefined;
  }

  async reserve(work: PrintWork): Promise<Reserved> {
    const file = fileNameOf(work, this.#clock.now());
    try {
      mkdirSync(this.#directory, { recursive: true });
      closeSync(openSync(this.#temporary(file), 'w'));
      syncDirectory(this.#directory);
      return { kind: 'reserved', evidence: { file } };
    } catch (error) {
      return { kind: 'wait', why: diskTrouble(error), mayBeOpen: true };
    }
  }

  async send(work: PrintWork): Promise<Sent> {
    const file = fileIn(work);
    try {
      this.#writeTemporary(file, work.document.read());
      crashPoint('agent.mid-send');
      renameSync(this.#temporary(file), join(this.#directory, file));
      syncDirectory(this.#directory);
      return { kind: 'sent' };
    } catch (error) {
      return { kind: 'doubt', why: diskTrouble(error) };
    }
  }

  async look(work: PrintWork): Promise<Finding> {
    // The rename was on the disk before the journal said `sent`; the file may have been collected since.
    return { kind: 'confirmed', detail: `Written to ${join(this.#directory, fileIn(work))}` };
  }

  async settleSending(work: PrintWork): Promise<Finding> {
    const file = fileIn(work);
    if (existsSync(join(this.#directory, file))) {
      syncDirectory(this.#directory);
      return { kind: 'adopted' };
    }
    if (existsSync(this.#temporary(file))) {
      rmSync(this.#temporary(file));
      return { kind: 'again', why: 'The file was not finished.' };
    }
    return { kind: 'unknown', why: `Somebody took ${file} away before the agent could see whether it was finished.` };
  }

  async takeBack(work: PrintWork): Promise<boolean> {
    try {
      // Before its name was written down, the unfinished file is known by the job in it.
      const unfinished = readdirSync(this.#directory).filter(
        (name) => name.startsWith('.') && name.includes(`-${tailOf(work)}`) && name.endsWith('.part'),
      );
      for (const name of unfinished) rmSync(join(this.#directory, name));
      return true;
    } catch (error) {
      if (!existsSync(this.#directory)) return true;
      diskTrouble(error);
      return false;
    }
  }

  async abort(): Promise<void> {}

  async status() {
    try {
      mkdirSync(this.#directory, { recursive: true });
      accessSync(this.#directory, constants.W_OK);
      if (statSync(this.#directory).isDirectory()) return { state: 'idle' as const, reasons: [], message: '' };
      return { state: 'unreachable' as const, reasons: ['other' as const], message: `${this.#directory} is not a directory.` };
    } catch (error) {
      return { state: 'unreachable' as const, reasons: ['other' as const], message: diskTrouble(error) };
    }
  }

  close(): void {}

  #temporary(file: string): string {
    return join(this.#directory, `.${basename(file)}.part`);
  }

  #writeTemporary(file: string, bytes: Buffer): void {
    const descriptor = openSync(this.#temporary(file), 'w');
    try {
      writeWhole(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

function fileIn(work: PrintWork): string {
  return String(work.evidence.file);
}

/** The words of a file system error; anything else is a mistake of ours and goes on. */
function diskTrouble(error: unknown): string {
  if (error instanceof Error && 'code' in error && 'syscall' in error) return `The folder cannot be written: ${error.message}.`;
  throw error;
}
