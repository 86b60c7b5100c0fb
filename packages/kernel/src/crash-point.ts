import { kill, pid } from 'node:process';

let armed: { name: string; hitsLeft: number } | undefined;

/** Makes the `hits`-th passage of the named crash point kill this process at once, as a power cut would. For tests only. */
export function armCrashPoint(name: string, hits = 1): void {
  armed = { name, hitsLeft: hits };
}

/** Marks a place where a crash is interesting. Does nothing unless a test armed it. */
export function crashPoint(name: string): void {
  if (armed?.name !== name) return;
  armed.hitsLeft -= 1;
  if (armed.hitsLeft === 0) kill(pid, 'SIGKILL');
}
