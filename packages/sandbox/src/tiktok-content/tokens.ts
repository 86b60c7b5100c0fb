import { randomBytes, randomInt } from 'node:crypto';
import type { AccessGrant, Account, AuthCode, RefreshGrant } from './model.ts';
import { OAuthRefusal } from './refusal.ts';
import { lifetimesOf } from './settings.ts';
import type { World } from './world.ts';

const codeLifeMs = 10 * 60_000;
/** Older tokens of an account are forgotten: unknown then, not expired. */
const keptTokens = 20;

/** `!` and `*` as the real ones have, so that nobody forgets to decode them. */
const secretText = (prefix: string): string =>
  `${prefix}${randomBytes(48).toString('base64url')}*${randomInt(10)}!${randomInt(4_600, 4_700)}`;

export interface Consent {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge?: string | undefined;
}

/** The code that a consent gives: ten minutes, once. */
export function issueCode(world: World, account: Account, consent: Consent): AuthCode {
  return world.codes.save({
    id: `${secretText('')}.va`,
    accountId: account.id,
    scopes: consent.scopes,
    redirectUri: consent.redirectUri,
    challenge: consent.challenge,
    expiresAtMs: world.clock.nowMs() + codeLifeMs,
    isUsed: false,
  });
}

export interface Pair {
  readonly access: AccessGrant;
  readonly refresh: RefreshGrant;
}

/** A fresh pair for an account. `refreshEndsAtMs` keeps the end of an older one. */
export function issuePair(world: World, accountId: string, scopes: readonly string[], refreshEndsAtMs?: number): Pair {
  const nowMs = world.clock.nowMs();
  const lives = lifetimesOf(world.settings);
  const access = { id: secretText('act.'), accountId, scopes, expiresAtMs: nowMs + lives.access * 1000, isRevoked: false };
  const endsAtMs = refreshEndsAtMs ?? nowMs + lives.refresh * 1000;
  const refresh: RefreshGrant = { id: secretText('rft.'), accountId, scopes, expiresAtMs: endsAtMs, state: 'live', reuses: 0 };
  const tokens = tokensOf(world, accountId);
  tokens.access.push(world.accessGrants.save(access).id);
  tokens.refresh.push(world.refreshGrants.save(refresh).id);
  while (tokens.access.length > keptTokens) world.accessGrants.delete(tokens.access.shift() ?? '');
  while (tokens.refresh.length > keptTokens) world.refreshGrants.delete(tokens.refresh.shift() ?? '');
  return { access, refresh };
}

/** The used token is dead at once; each later use of it is counted. @throws OAuthRefusal */
export function refreshPair(world: World, token: string): Pair {
  world.counters.tokenRefreshes += 1;
  const old = world.refreshGrants.get(token);
  if (old?.state === 'used') countReuse(world, old);
  if (old?.state !== 'live' || old.expiresAtMs <= world.clock.nowMs()) {
    throw new OAuthRefusal('invalid_grant', 'Refresh token is invalid or expired.');
  }
  old.state = 'used';
  world.refreshGrants.save(old);
  return issuePair(world, old.accountId, old.scopes, world.settings.refreshLifeRestarts ? undefined : old.expiresAtMs);
}

function countReuse(world: World, old: RefreshGrant): void {
  world.counters.refreshTokenReuses += 1;
  old.reuses += 1;
  world.refreshGrants.save(old);
  if (world.settings.reuseEndsGrant) endTokens(world, old.accountId);
}

/** The grant behind a bearer token, while it works. */
export function accessOf(world: World, token: string | undefined): AccessGrant | undefined {
  const access = token === undefined ? undefined : world.accessGrants.get(token);
  return access && !access.isRevoked && access.expiresAtMs > world.clock.nowMs() ? access : undefined;
}

/** Ends all tokens of an account; whether there was one that worked. */
export function endTokens(world: World, accountId: string): boolean {
  const wasGranted = isGranted(world, accountId);
  const tokens = tokensOf(world, accountId);
  for (const id of tokens.access) {
    const access = world.accessGrants.get(id);
    if (access) world.accessGrants.save(Object.assign(access, { isRevoked: true }));
  }
  for (const id of tokens.refresh) {
    const refresh = world.refreshGrants.get(id);
    if (refresh?.state === 'live') world.refreshGrants.save(Object.assign(refresh, { state: 'revoked' }));
  }
  return wasGranted;
}

/** Makes running access tokens expired at once; refresh tokens stay. */
export function expireAccess(world: World, accountId: string): number {
  const nowMs = world.clock.nowMs();
  const running = tokensOf(world, accountId)
    .access.map((id) => world.accessGrants.get(id))
    .filter((access) => access !== undefined && access.expiresAtMs > nowMs);
  for (const access of running) if (access) world.accessGrants.save(Object.assign(access, { expiresAtMs: nowMs }));
  return running.length;
}

/** What the account allowed last, or undefined when nothing is allowed now. */
export function grantedScopes(world: World, accountId: string): readonly string[] | undefined {
  const live = tokensOf(world, accountId).refresh.map((id) => world.refreshGrants.get(id));
  return live.findLast((refresh) => refresh?.state === 'live' && refresh.expiresAtMs > world.clock.nowMs())?.scopes;
}

export const isGranted = (world: World, accountId: string): boolean => grantedScopes(world, accountId) !== undefined;

export function tokensOf(world: World, accountId: string): { access: string[]; refresh: string[] } {
  const tokens = world.tokensOf.get(accountId) ?? { access: [], refresh: [] };
  world.tokensOf.set(accountId, tokens);
  return tokens;
}
