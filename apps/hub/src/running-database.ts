import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from './process-life.ts';

const noteSchema = z.object({ pid: z.number().int(), url: z.string() });
const pathOf = (dataDirectory: string) => join(dataDirectory, 'running-database.json');

/** Tells commands on this machine where the embedded database of the running hub is. Readable by this user only. */
export async function noteRunningDatabase(dataDirectory: string, url: string): Promise<() => Promise<void>> {
  const path = pathOf(dataDirectory);
  await rm(path, { force: true });
  await writeFile(path, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
  return () => rm(path, { force: true });
}

/** The embedded database of a hub that is running now; undefined when none is. */
export async function findRunningDatabase(dataDirectory: string): Promise<string | undefined> {
  const text = await readFile(pathOf(dataDirectory), 'utf8').catch(() => 'null');
  const note = noteSchema.safeParse(JSON.parse(text));
  return note.success && note.data.pid !== process.pid && isAlive(note.data.pid) ? note.data.url : undefined;
}
