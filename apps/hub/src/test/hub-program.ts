import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const program = join(import.meta.dirname, '..', 'main.ts');
const crashSwitch = pathToFileURL(join(import.meta.dirname, 'crash-switch.ts'));

export type ProgramEnvironment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts the real program in an environment that holds nothing but what is given. `crashAt` names a point at which it dies. */
export function startProgram(args: readonly string[], env: ProgramEnvironment, crashAt?: string): ChildProcess {
  const preload = crashAt === undefined ? [] : ['--import', `${crashSwitch}?at=${crashAt}`];
  return spawn(process.execPath, [...preload, program, ...args], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function runProgram(args: readonly string[], env: ProgramEnvironment): Promise<Ended> {
  const child = startProgram(args, env);
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, output: output(), errors: errors() };
}

export interface RunningHub extends AsyncDisposable {
  readonly url: string;
  readonly child: ChildProcess;
  output(): string;
  /** Ends it as a supervisor would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `serve` and waits until it says that it is up. */
export async function serveProgram(env: ProgramEnvironment, args: readonly string[] = [], crashAt?: string): Promise<RunningHub> {
  const child = startProgram(['serve', ...args], env, crashAt);
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /"url":"([^"]+)".*"The hub is up"/.exec(output())?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${output()}${errors()}`)));
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    return child.exitCode;
  };
  return { url, child, output: () => output() + errors(), stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
