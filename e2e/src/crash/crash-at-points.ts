import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../programs/program.ts';

const meetWithinMs = 90_000;

/** A place in a program where it dies, with the variable that tells it so. */
export interface ArmedPoint {
  readonly program: Program;
  readonly variable: string;
  readonly point: string;
}

export interface PointResult {
  readonly point: string;
  readonly wasMet: boolean;
}

/** Starts the program anew, armed; once it has died at the point, starts it again as its supervisor would. */
export async function crashAt({ program, variable, point }: ArmedPoint): Promise<PointResult> {
  await program.kill();
  await program.start({ [variable]: point }, { isAwaited: false });
  const wasMet = await hasEndedWithin(program, meetWithinMs);
  if (!wasMet) await program.kill();
  await program.start();
  return { point, wasMet };
}

async function hasEndedWithin(program: Program, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) if (!program.isRunning) return true;
  return false;
}
