import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { waitUntil } from '@shopfleet/test-kit/printers';

const root = new URL('../../../', import.meta.url).pathname;
/** Debian's user nobody; only root can become it. */
const nobody = { uid: 65_534, gid: 65_534 } as const;
const isRoot = process.getuid?.() === 0;

/** A fresh clone of what is committed, in the hands of a user without rights. */
export interface Checkout extends Disposable {
  readonly path: string;
  npmStart(environment: Readonly<Record<string, string>>): StartedDemo;
  /** Every process that works in the clone, with its command line. */
  processes(): readonly { readonly pid: number; readonly line: string }[];
  /** SIGKILL for those whose command line matches, or all. */
  killProcesses(pattern?: RegExp): Promise<void>;
}

export interface StartedDemo {
  output(): string;
  /** Resolves when it says that it runs. */
  up(): Promise<void>;
  /** Ctrl-C at the keyboard: the whole foreground group gets it. Resolves when `npm start` has ended. */
  interrupt(): Promise<void>;
}

export function cloneCheckout(): Checkout {
  const base = mkdtempSync(join(tmpdir(), 'shopfleet-clone-'));
  chmodSync(base, 0o755);
  const path = join(base, 'shopfleet');
  const home = join(base, 'home');
  mkdirSync(home);
  execFileSync('git', ['-c', `safe.directory=${root.replace(/\/$/, '')}`, 'clone', '-q', '--local', root, path]);
  copyPackages(path);
  if (isRoot) for (const folder of [base, path]) giveAway(folder, folder === path);
  const processes = () => processesIn(path);
  return {
    path,
    processes,
    npmStart: (environment) => npmStart(path, home, environment),
    killProcesses: async (pattern = /./) => {
      for (const { pid, line } of processes()) if (pattern.test(line)) killHard(pid);
      await waitUntil('the killed processes are gone', () => processes().every(({ line }) => !pattern.test(line)), 10_000);
    },
    [Symbol.dispose]: () => {
      for (const { pid } of processes()) killHard(pid);
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The packages as `npm ci` would install them; hard links where the disk allows, since it is the same content. */
function copyPackages(path: string): void {
  const from = `${root}node_modules`;
  try {
    execFileSync('cp', ['-al', from, path], { stdio: 'ignore' });
  } catch {
    rmSync(join(path, 'node_modules'), { recursive: true, force: true });
    execFileSync('cp', ['-a', from, path]);
  }
  const stamp = join(path, 'node_modules', '.shopfleet-installed');
  const lock = readFileSync(join(path, 'package-lock.json'));
  // A new file: the linked one is the checkout's own.
  rmSync(stamp, { force: true });
  writeFileSync(stamp, createHash('sha256').update(lock).digest('hex'));
}

/** Gives folders, and the files of the clone itself, to nobody. The linked packages stay whose they are. */
function giveAway(folder: string, isClone: boolean): void {
  const owner = `${nobody.uid}:${nobody.gid}`;
  execFileSync('find', [folder, '-maxdepth', isClone ? '30' : '1', '-type', 'd', '-exec', 'chown', owner, '{}', '+']);
  if (isClone)
    execFileSync('find', [folder, '-path', `${folder}/node_modules`, '-prune', '-o', '-type', 'f', '-exec', 'chown', owner, '{}', '+']);
}

function npmStart(path: string, home: string, environment: Readonly<Record<string, string>>): StartedDemo {
  const child = spawn('npm', ['start'], {
    cwd: path,
    // A bare user: nothing of this session's environment.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(isRoot ? nobody : {}),
  });
  let text = '';
  const take = (data: Buffer) => {
    text += data.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    output: () => text,
    up: () =>
      waitUntil(
        'npm start is up',
        () => {
          if (hasEnded()) throw new Error(`npm start ended: ${text}`);
          return text.includes('Shopfleet is running');
        },
        120_000,
        () => text,
      ),
    interrupt: async () => {
      if (child.pid !== undefined && !hasEnded()) kill(-child.pid, 'SIGINT');
      await ended;
    },
  };
}

function processesIn(path: string): { pid: number; line: string }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      if (!readlinkSync(`/proc/${pid}/cwd`).startsWith(path)) return [];
      return [{ pid: Number(pid), line: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }];
    } catch (error) {
      // It ended while we looked.
      if (error instanceof Error && 'code' in error) return [];
      throw error;
    }
  });
}

function killHard(pid: number): void {
  try {
    kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
