import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that a test started. Dies with the test process, whatever happens. */
export interface ChildProgram extends AsyncDisposable {
  readonly pid: number;
  /** What it wrote so far, both streams. */
  output(): string;
  hasExited(): boolean;
  /** Ends it politely (SIGTERM) and waits. */
  terminate(): Promise<void>;
  /** Ends it at once (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
}

const living = new Set<ChildProcess>();
let hasExitHook = false;

function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Starts a program; rejects with its output when it cannot be started. */
export async function startProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ChildProgram> {
  // The system ends the program when this process dies, also of SIGKILL; elsewhere than on Linux the exit hook must do.
  const [program, ...programArgs] =
    process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', command, ...args] : [command, ...args];
  const child = spawn(program ?? command, programArgs, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (data: Buffer) => {
    output = (output + data.toString()).slice(-100_000);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  living.add(child);
  child.once('exit', () => living.delete(child));
  if (!hasExitHook) {
    hasExitHook = true;
    process.once('exit', killAll);
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await once(child, 'spawn');
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited;
  };
  const kill = end('SIGKILL');
  return {
    pid: child.pid ?? 0,
    output: () => output,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    terminate: end('SIGTERM'),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
