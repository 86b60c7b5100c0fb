import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';

/** Another agent holds this journal. */
export class JournalLocked extends Error {
  constructor(path: string, pid: number) {
    super(`Another print agent (process ${pid}) already works in this directory (${path}). Stop it first, or choose another directory.`);
    this.name = 'JournalLocked';
  }
}

interface Holder {
  readonly pid: number;
  /** Start time from /proc where there is one: tells a new process with an old number apart. */
  readonly startedAt: string;
}

function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startedAt === '' || startTimeOf(pid) === startedAt;
}

function readHolder(path: string): Holder | undefined {
  try {
    const [pid = '', startedAt = ''] = readFileSync(path, 'utf8').split(' ');
    return { pid: Number(pid), startedAt };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Takes the lock file, also from a holder that died. Answers how to give it back; throws `JournalLocked`. */
export function takeJournalLock(path: string): () => void {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startTimeOf(process.pid)}`, { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link appears at once with its content, and fails when the name is taken.
        linkSync(mine, path);
        return () => unlinkSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        removeStale(path);
      }
    }
  } finally {
    unlinkSync(mine);
  }
}

function removeStale(path: string): void {
  const holder = readHolder(path);
  if (holder === undefined) return;
  if (isAlive(holder)) throw new JournalLocked(path, holder.pid);
  const aside = `${path}.stale-${process.pid}`;
  try {
    // Of several that see the dead holder, one gets it by renaming; what it got may already be a newer lock.
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken !== undefined && taken.pid !== holder.pid) linkSync(aside, path);
  unlinkSync(aside);
}
