import { randomBytes } from 'node:crypto';
import type { AccessGrant, RefreshGrant, Seller } from './model.ts';
import type { World } from './world.ts';

const codeLifeMs = 5 * 60_000;

const secretText = (prefix: string, bytes: number): string => `${prefix}${randomBytes(bytes).toString('base64url')}`;

/** The code a seller's consent gives: 5 minutes, once. */
export function issueCode(world: World, seller: Seller, redirectUri: string): string {
  const expiresAtMs = world.clock.nowMs() + codeLifeMs;
  const code = { id: secretText('AN', 14), sellerId: seller.id, redirectUri, expiresAtMs, used: false };
  return world.codes.save(code).id;
}

/** The refresh token of a used code; undefined when the code is used, over or wrong, or came with another redirect address. */
export function exchangeCode(world: World, codeText: string, redirectUri: string): RefreshGrant | undefined {
  const code = world.codes.get(codeText);
  if (!code || code.used || code.expiresAtMs <= world.clock.nowMs()) return undefined;
  if (code.redirectUri !== '' && redirectUri !== '' && code.redirectUri !== redirectUri) return undefined;
  code.used = true;
  world.codes.save(code);
  world.counters.tokenExchanges += 1;
  return issueRefresh(world, code.sellerId);
}

/** A long-lived token, also as the developer console gives it to the owner of a private application. */
export const issueRefresh = (world: World, sellerId: string): RefreshGrant =>
  world.refreshGrants.save({ id: secretText('Atzr|', 180), sellerId, revoked: false });

/** What the refresh token belongs to; undefined when it is unknown or was taken back. */
export function findRefresh(world: World, refreshToken: string): RefreshGrant | undefined {
  const refresh = world.refreshGrants.get(refreshToken);
  return refresh?.revoked ? undefined : refresh;
}

type GrantWish = Pick<AccessGrant, 'kind' | 'sellerId' | 'scope' | 'resources'>;
const prefixes = { seller: 'Atza|', grantless: 'Atc|', restricted: 'Atz.sprdt|' } as const;

export function issueAccess(world: World, wish: GrantWish): AccessGrant {
  forgetOldAccess(world);
  const expiresAtMs = world.clock.nowMs() + world.settings.tokenLifeSeconds * 1000;
  return world.accessGrants.save({ ...wish, id: secretText(prefixes[wish.kind], 240), expiresAtMs, revoked: false });
}

/** Keeps memory flat in runs that refresh for days: tokens a day past their end are unknown, not expired. */
function forgetOldAccess(world: World): void {
  const limit = world.clock.nowMs() - 86_400_000;
  for (const old of world.accessGrants.all()) if (old.expiresAtMs < limit) world.accessGrants.delete(old.id);
}

/** Whether the seller's shops still belong to the application. */
export function isAuthorized(world: World, sellerId: string): boolean {
  for (const refresh of world.refreshGrants.all()) if (refresh.sellerId === sellerId && !refresh.revoked) return true;
  return false;
}

/** The seller takes back the consent: every token ends, and so do the subscriptions. Amazon tells nobody. */
export function endAuthorization(world: World, sellerId: string): void {
  for (const access of world.accessGrants.all()) {
    if (access.sellerId === sellerId) world.accessGrants.save(Object.assign(access, { revoked: true }));
  }
  for (const refresh of world.refreshGrants.all()) {
    if (refresh.sellerId === sellerId) world.refreshGrants.save(Object.assign(refresh, { revoked: true }));
  }
  for (const subscription of world.subscriptions.all()) {
    if (subscription.sellerId === sellerId) world.subscriptions.delete(subscription.id);
  }
}

/** Makes every running access token of a seller (or of all) expired at once; refresh tokens stay. */
export function expireAccessTokens(world: World, sellerId?: string): number {
  let count = 0;
  for (const access of world.accessGrants.all()) {
    if (sellerId !== undefined && access.sellerId !== sellerId) continue;
    if (access.expiresAtMs <= world.clock.nowMs()) continue;
    world.accessGrants.save({ ...access, expiresAtMs: world.clock.nowMs() });
    count += 1;
  }
  return count;
}
