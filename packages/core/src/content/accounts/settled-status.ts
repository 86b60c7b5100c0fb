import type { ConnectStatus } from '@shopfleet/contracts';
import type { Platform } from '@shopfleet/platform-kit';
import type { AccountRow } from './account-row.ts';
import { accountStatusOf, outletStatusOf } from './account-status.ts';

/**
 * The status of an outlet as its links see it: `CONNECTED` only when there is nothing left to do for the person in charge. Where an
 * account did not grant everything, it is `ERROR`, so that the link that connected it can be followed once more.
 */
export function settledStatusOf(platforms: ReadonlyMap<string, Platform>, accounts: readonly AccountRow[], now: Date): ConnectStatus {
  const status = outletStatusOf(accounts.map((account) => accountStatusOf(account.connection, account, now)));
  const lacksSomething = accounts.some(({ disconnectedAt, platform, connection }) => {
    const can = disconnectedAt ? undefined : platforms.get(platform)?.content?.granted(connection.scopes);
    return can !== undefined && !(can.profile && can.counters && can.videos);
  });
  return status === 'CONNECTED' && lacksSomething ? 'ERROR' : status;
}
