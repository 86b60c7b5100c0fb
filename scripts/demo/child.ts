import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { pid } from 'node:process';

export interface Child {
  readonly name: string;
  readonly logFile: string;
  /** Resolves when the process is gone, with how it ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const patienceMs = 15_000;

/** Starts one program of ours with the project's Node. Its output goes to a log file; it ends with this process. */
export function startChild(
  name: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
): Child {
  // The agent's log names the address of its own screen, token included.
  mkdirSync(`${folder}/logs`, { recursive: true, mode: 0o700 });
  const logFile = `${folder}/logs/${name}.log`;
  const log = createWriteStream(logFile, { flags: 'a' });
  const child: ChildProcess = spawn(process.execPath, [program, ...args, '--parent-pid', String(pid)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C reaches it through us, in the right order.
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  return {
    name,
    logFile,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
      log.end();
    },
  };
}

/** Asks `url` until it answers 200, at most `limitMs`; throws when it never does or the child is gone. */
export async function waitUntilReady(child: Child, url: string, limitMs = 60_000): Promise<void> {
  let end: string | undefined;
  void child.ended.then((how) => {
    end = how;
  });
  for (const giveUpAt = Date.now() + limitMs; Date.now() < giveUpAt; ) {
    if (end !== undefined) throw new Error(`The ${child.name} stopped while starting (${end}). Its last words are in ${child.logFile}`);
    const isReady = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The ${child.name} did not become ready within ${limitMs / 1000} s. Its last words are in ${child.logFile}`);
}
