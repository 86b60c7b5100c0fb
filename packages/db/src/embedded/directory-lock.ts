import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isAlive, processStart } from './process-identity.ts';

interface Holder {
  readonly pid: number;
  readonly start: string;
}

/** Makes this process the only user of the directory; a holder that died is replaced. The result gives the directory back. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'owner.json');
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, start: await processStart(process.pid) } satisfies Holder), { mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= 5; attempt++) {
      if (await claim(mine, path)) return () => rm(path, { force: true });
      const holder = await readHolder(path);
      if (holder && (await isHolding(holder))) {
        throw new EmbeddedPostgresError(
          `The data directory ${directory} is in use by process ${holder.pid}. Stop that one first, or choose another directory.`,
        );
      }
      await rename(path, `${mine}.stale`).catch(ignoreMissing);
      await rm(`${mine}.stale`, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new EmbeddedPostgresError(`Several programs try to start in ${directory} at the same time`);
}

/** A hard link fails when the name exists, so only one process wins, and the file is never seen half written. */
async function claim(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [, pid, start = ''] = /"pid":(\d+),"start":"([^"]*)"/.exec(text) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), start };
}

async function isHolding({ pid, start }: Holder): Promise<boolean> {
  return isAlive(pid) && (await processStart(pid)) === start;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
