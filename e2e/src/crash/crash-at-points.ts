import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../programs/program.ts';

const meetWithinMs = 9_000;

export interface PointResult {
  readonly point: string;
  readonly wasMet: boolean;
}

/**
 * Starts the program armed at one point after the other; each time it dies there it is started again. The variable tells the program
 * where to die. A point that no work passes in 9 s was not met.
 */
export async function crashAtPoints(program: Program, variable: string, points: readonly string[]): Promise<PointResult[]> {
  const results: PointResult[] = [];
  for (const point of points) {
    await program.kill();
    await program.start({ [variable]: point }, { isAwaited: false });
    const wasMet = await hasEndedWithin(program, meetWithinMs);
    results.push({ point, wasMet });
    if (wasMet) await program.start();
  }
  await program.kill();
  await program.start();
  return results;
}

async function hasEndedWithin(program: Program, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) if (!program.isRunning) return true;
  return false;
}
