import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from './seeded-random.ts';

/** Something that can be killed as by a power cut, and comes back. */
export interface Victim {
  readonly name: string;
  kill(): Promise<void>;
  revive(): Promise<void>;
}

/** Kills one victim after the other while there is work; answers how often each was killed. All of them run at the end. */
export async function killAtRandom(
  victims: readonly Victim[],
  random: SeededRandom,
  { forMs, isWorkLeft }: { forMs: number; isWorkLeft: () => Promise<boolean> },
): Promise<Record<string, number>> {
  const kills: Record<string, number> = Object.fromEntries(victims.map(({ name }) => [name, 0]));
  for (const until = Date.now() + forMs; Date.now() < until && (await isWorkLeft()); ) {
    await sleep(random.between(100, 2_500));
    const victim = random.pick(victims);
    await victim.kill();
    kills[victim.name] = (kills[victim.name] ?? 0) + 1;
    await sleep(random.between(0, 700));
    await victim.revive();
  }
  return kills;
}
