import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { explainServerOutput } from './embedded-postgres-error.ts';
import { isAlive, isPostmasterOf, signalProcess, waitUntilGone } from './process-identity.ts';
import type { ServerBinaries } from './server-binaries.ts';
import { serverArguments } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/** Where a server lives and what runs it. */
export interface ServerPlace {
  readonly cluster: string;
  readonly logFile: string;
  readonly binaries: ServerBinaries;
  readonly user: ServerUser | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

const fastMs = 15_000;
const immediateMs = 5_000;

/** Environment without ours: a stray PGPORT or a foreign locale must not change the server. */
export const serverEnvironment: NodeJS.ProcessEnv = { LANG: 'C', LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

export const asServerUser = (user: ServerUser | undefined) => (user ? { uid: user.uid, gid: user.gid } : {});

/** Starts the server process; its output goes to the log file. It leads its own group, so Ctrl-C reaches the hub first. */
export async function spawnPostmaster(place: ServerPlace, port: number): Promise<ChildProcess> {
  const output = await open(place.logFile, 'a', 0o600);
  try {
    const child = spawn(place.binaries.postgres, serverArguments(place.cluster, port, place.settings), {
      ...asServerUser(place.user),
      env: serverEnvironment,
      cwd: place.cluster,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(explainServerOutput('PostgreSQL cannot be started', place.cluster, String(error))));
    });
    return child;
  } finally {
    await output.close();
  }
}

/** The server process that the pid file of the cluster names, if it runs. */
export async function findRunningPostmaster(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && (await isPostmasterOf(pid, cluster)) ? pid : undefined;
}

/** Ends a server: sessions are cut and rolled back, data is flushed; after 15 s harder, which costs only a recovery at the next start. */
export async function stopPostmaster(pid: number, place: ServerPlace): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '15'], { windowsHide: true });
    return;
  }
  for (const [signal, withinMs] of [
    ['SIGINT', fastMs],
    ['SIGQUIT', immediateMs],
    ['SIGKILL', immediateMs],
  ] as const) {
    signalProcess(pid, signal);
    if (await waitUntilGone(pid, withinMs)) return;
  }
}
