import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable-file.ts';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Documents as files named by their sha256. A file that is there is whole: it came by rename. */
export class DocumentStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  has(sha256: string): boolean {
    return existsSync(this.#path(sha256));
  }

  /** Bytes must hash to `sha256`; the caller checked it. */
  put(sha256: string, bytes: Buffer): void {
    replaceFile(this.#path(sha256), bytes);
  }

  read(sha256: string): Buffer {
    return readFileSync(this.#path(sha256));
  }

  /** True when the file still holds what its name says. */
  isIntact(sha256: string): boolean {
    return this.has(sha256) && sha256Of(this.read(sha256)) === sha256;
  }

  stream(sha256: string): AsyncIterable<Buffer> {
    return createReadStream(this.#path(sha256), { highWaterMark: 16 * 1024 });
  }

  /** Removes everything but these. Answers how many files went. */
  keepOnly(sha256s: ReadonlySet<string>): number {
    const extra = readdirSync(this.#directory).filter((name) => !sha256s.has(name));
    for (const name of extra) rmSync(join(this.#directory, name));
    return extra.length;
  }

  #path(sha256: string): string {
    return join(this.#directory, sha256);
  }
}
