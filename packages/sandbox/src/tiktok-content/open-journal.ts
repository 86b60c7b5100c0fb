import { Journal } from '../stage/journal.ts';
import { tokensOf } from './tokens.ts';
import type { World } from './world.ts';

/** Ties the platform to its state file and puts together again what follows from it. */
export function openJournal(world: World, path: string): Journal {
  const { accounts, codes, accessGrants, refreshGrants, clock } = world;
  const journal = new Journal(
    path,
    { accounts, codes, accessGrants, refreshGrants },
    {
      read: () => ({ seed: world.seed, aheadMs: rounded(clock.aheadMs, clock.factor), factor: clock.factor, settings: world.settings }),
      restore: (notes) => {
        if (typeof notes.seed === 'number') world.seed = notes.seed;
        if (typeof notes.aheadMs === 'number' && typeof notes.factor === 'number') clock.restore(notes.aheadMs, notes.factor);
        if (typeof notes.settings === 'object') Object.assign(world.settings, notes.settings);
      },
    },
  );
  if (!journal.load()) return journal;
  for (const account of accounts.all()) world.accountsByName.set(account.username, account.id);
  for (const access of accessGrants.all()) tokensOf(world, access.accountId).access.push(access.id);
  for (const refresh of refreshGrants.all()) tokensOf(world, refresh.accountId).refresh.push(refresh.id);
  return journal;
}

/** A clock that runs faster would otherwise write a line at every look. */
const rounded = (ms: number, factor: number): number => (factor === 1 ? ms : Math.floor(ms / 60_000) * 60_000);
