import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ReceiverTask } from './receiver.ts';

/** One life of the receiver in a process of its own. */
export interface Receiver {
  /** Sends bytes as the marketplace would; the status, or undefined when the process died over it. */
  post(call: { headers: Record<string, string>; rawBody: Uint8Array }): Promise<number | undefined>;
  readonly isAlive: () => boolean;
  kill(): Promise<void>;
  /** Resolves when it died by itself. */
  died(): Promise<void>;
}

export async function startReceiver(task: ReceiverTask): Promise<Receiver> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'receiver.ts'), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await firstLine(child);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    isAlive,
    async post({ headers, rawBody }) {
      try {
        const body = new Uint8Array(rawBody);
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/platforms/webhook/test`, { method: 'POST', headers, body });
        return answer.status;
      } catch (error) {
        if (error instanceof TypeError) return undefined;
        throw error;
      }
    },
    async kill() {
      if (!isAlive()) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async died() {
      if (isAlive()) await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the receiver has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the receiver ended before it listened');
}
