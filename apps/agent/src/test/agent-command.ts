import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const mainFile = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the program with arguments until it ends. */
export function agentCommand(...args: string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(process.execPath, [mainFile, ...args], { timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, output: stdout + stderr });
    });
  });
}
