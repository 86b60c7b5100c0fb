import type { adminRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import { accountStatusOf, outletStatusOf } from '../accounts/account-status.ts';
import type { StoreAccountRow, StoreRow } from './store-rows.ts';

type Store = z.output<typeof adminRoutes.storeSchema>;
type StoreAccount = z.output<typeof adminRoutes.storeAccountSchema>;

const statusOf = (account: StoreAccountRow, now: Date) => accountStatusOf(account.connection, account.facts, now);

/** What a person calls the account. */
const identifierOf = (account: StoreAccountRow): string => account.handle || account.displayName || account.externalId;

function lastReadAt({ profileAt, videosAt }: StoreAccountRow): string | null {
  const times = [profileAt, videosAt].flatMap((at) => (at ? [at.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** A store as the operators' surface shows it; of several accounts, its first. */
export function storeView(store: StoreRow, now: Date): Store {
  const [account] = store.accounts;
  const endsAt = account && !account.facts.disconnectedAt ? (account.connection.refreshExpiresAt ?? account.accessExpiresAt) : undefined;
  return {
    storeCode: store.code,
    storeName: store.name,
    picName: store.picName,
    picContact: store.picContact,
    createdAt: store.createdAt.toISOString(),
    connectionStatus: outletStatusOf(store.accounts.map((one) => statusOf(one, now))),
    accountId: account?.id ?? null,
    accountIdentifier: account ? identifierOf(account) : null,
    connectedAt: account?.connectedAt.toISOString() ?? null,
    lastSyncTime: account ? lastReadAt(account) : null,
    tokenExpiresAt: endsAt?.toISOString() ?? null,
    latestUserStats: account?.profile
      ? { followerCount: account.profile.followers, likesCount: account.profile.likes, videoCount: account.profile.videos }
      : null,
    latestVideoStats: account?.videos ? { totalVideos: account.videos.seen, totalViews: account.videos.views } : null,
  };
}

export function storeAccountView(store: StoreRow, account: StoreAccountRow, now: Date): StoreAccount {
  const status = statusOf(account, now);
  return {
    id: account.id,
    storeCode: store.code,
    platform: account.platform,
    // A token that was refused or ended is none; that readings fail for another reason does not make it one.
    hasValidToken: status === 'CONNECTED' || status === 'ERROR',
    accountIdentifier: identifierOf(account),
    lastSyncAt: lastReadAt(account),
    createdAt: account.createdAt.toISOString(),
    updatedAt: account.updatedAt.toISOString(),
  };
}
