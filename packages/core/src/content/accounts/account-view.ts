import type { outletRoutes } from '@shopfleet/contracts';
import type { Platform } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { AccountRow } from './account-row.ts';
import { accountStatusOf } from './account-status.ts';

export type AccountView = z.infer<typeof outletRoutes.contentAccountSchema>;
const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;

/** An account as the API shows it. */
export function accountView(platforms: ReadonlyMap<string, Platform>, account: AccountRow, now: Date): AccountView {
  const platform = platforms.get(account.platform);
  const { connection } = account;
  return {
    id: account.id,
    outletId: account.outletId ?? null,
    outletCode: account.outletCode ?? null,
    outletName: account.outletName ?? null,
    connectionId: account.connectionId,
    platform: account.platform,
    platformTitle: platform?.manifest.title ?? account.platform,
    externalId: account.externalId,
    handle: account.handle,
    displayName: account.displayName,
    isVerified: account.isVerified,
    timeZone: account.timeZone,
    status: accountStatusOf(connection, account, now),
    statusReason: connection.statusReason || account.problem,
    scopes: [...connection.scopes],
    missingScopes: missingScopes(platform, connection.scopes),
    can: platform?.content?.granted(connection.scopes) ?? { profile: false, counters: false, videos: false },
    connectedAt: account.connectedAt.toISOString(),
    disconnectedAt: iso(account.disconnectedAt),
    accessExpiresAt: iso(connection.accessExpiresAt),
    refreshExpiresAt: iso(connection.refreshExpiresAt),
    refreshedAt: iso(connection.refreshedAt),
    profileAt: iso(account.profileAt),
    videosAt: iso(account.videosAt),
  };
}

/** Scopes that the app asks for and the account's owner did not grant. */
export function missingScopes(platform: Platform | undefined, granted: readonly string[]): string[] {
  return (platform?.manifest.auth.scopes ?? []).filter((scope) => !granted.includes(scope));
}
