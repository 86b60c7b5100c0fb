import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { Collection } from './collection.ts';

type AnyCollection = Collection<{ readonly id: string }>;

interface Row {
  readonly c: string;
  readonly id: string;
  /** Absent when the item was deleted. */
  readonly v?: { readonly id: string };
}

/** What the journal keeps besides collections: a small object, written when it changed. */
export interface Notes {
  read(): Readonly<Record<string, unknown>>;
  restore(notes: Readonly<Record<string, unknown>>): void;
}

const notesRow = '#notes';

/**
 * A state file of one JSON line per change, so that writing costs as much as what changed, not as much as there is.
 * It is written anew (aside, then renamed) at every start. A line that was cut by a crash is the last one and is left out.
 */
export class Journal {
  readonly #path: string;
  readonly #collections: Readonly<Record<string, AnyCollection>>;
  readonly #notes: Notes;
  #file: number | undefined;
  #lastNotes = '';

  constructor(path: string, collections: Readonly<Record<string, AnyCollection>>, notes: Notes) {
    this.#path = path;
    this.#collections = collections;
    this.#notes = notes;
  }

  /** Reads what is there; false when nothing is. Call before `start`. */
  load(): boolean {
    if (!existsSync(this.#path)) return false;
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      const row = readRow(line);
      if (row) this.#apply(row);
    }
    return true;
  }

  /** Writes the whole state to a new file and goes on appending to it. */
  start(): void {
    const aside = `${this.#path}.new`;
    const file = openSync(aside, 'w');
    const rows: string[] = [];
    for (const [name, collection] of Object.entries(this.#collections)) {
      collection.takeChanged();
      for (const item of collection.all()) rows.push(JSON.stringify({ c: name, id: item.id, v: item }));
    }
    this.#lastNotes = JSON.stringify(this.#notes.read());
    rows.push(`{"c":"${notesRow}","id":"","v":${this.#lastNotes}}`);
    writeSync(file, `${rows.join('\n')}\n`);
    fsyncSync(file);
    renameSync(aside, this.#path);
    this.#file = file;
  }

  /** Appends what changed since the last call. The system keeps it even when this process is killed. */
  flush(): void {
    if (this.#file === undefined) return;
    const rows: string[] = [];
    for (const [name, collection] of Object.entries(this.#collections)) {
      for (const id of collection.takeChanged()) rows.push(JSON.stringify({ c: name, id, v: collection.get(id) }));
    }
    const notes = JSON.stringify(this.#notes.read());
    if (notes !== this.#lastNotes) rows.push(`{"c":"${notesRow}","id":"","v":${notes}}`);
    this.#lastNotes = notes;
    if (rows.length > 0) writeSync(this.#file, `${rows.join('\n')}\n`);
  }

  stop(): void {
    this.flush();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #apply(row: Row): void {
    if (row.c === notesRow) {
      if (row.v) this.#notes.restore({ ...row.v });
      return;
    }
    const collection = this.#collections[row.c];
    if (row.v) collection?.restore(row.v);
    else collection?.forget(row.id);
  }
}

function readRow(line: string): Row | undefined {
  if (line === '') return undefined;
  try {
    const row: Row = JSON.parse(line);
    return row;
  } catch {
    // Cut by a crash in the middle of a write.
    return undefined;
  }
}
