import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { isAlive } from './process-life.ts';

const noteSchema = z.object({ pid: z.number().int(), url: z.string() });
const pathOf = (dataDirectory: string) => join(dataDirectory, 'running-database.json');
const answerWithinMs = 3_000;

/** Tells commands on this machine where the embedded database of the running hub is. Readable by this user only. */
export async function noteRunningDatabase(dataDirectory: string, url: string): Promise<() => Promise<void>> {
  const path = pathOf(dataDirectory);
  // Renamed into place, so that nobody reads half of it.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
  await rename(draft, path);
  return () => rm(path, { force: true });
}

/** The embedded database of a hub that is running now; undefined when none is. */
export async function findRunningDatabase(dataDirectory: string): Promise<string | undefined> {
  const note = await readNote(pathOf(dataDirectory));
  if (!note || note.pid === process.pid || !isAlive(note.pid)) return undefined;
  // A killed hub leaves its note, and another program may have its process id by now.
  return (await answers(note.url)) ? note.url : undefined;
}

async function readNote(path: string): Promise<z.infer<typeof noteSchema> | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: answerWithinMs, query_timeout: answerWithinMs });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
