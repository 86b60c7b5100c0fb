import { randomBytes } from 'node:crypto';
import type { AccessGrant, RefreshGrant, Seller } from './model.ts';
import type { World } from './world.ts';

const codeLifeMs = 299_000;
const keptAfterEndMs = 30 * 86_400_000;

/** An answer of the token endpoint that grants nothing. */
export class TokenRefusal extends Error {
  readonly error: string;
  readonly status: number;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.error = error;
    this.status = status;
  }
}

const secretText = (kind: string): string => `v^1.1#i^1#f^0#r^1#p^3#I^3#${kind}^${randomBytes(60).toString('base64')}`;

/** What a seller's consent gives: 299 seconds, once. */
export function issueCode(world: World, seller: Seller, scopes: readonly string[]): string {
  const code = { id: secretText('c'), sellerId: seller.id, scopes, expiresAtMs: world.clock.nowMs() + codeLifeMs, used: false };
  return world.codes.save(code).id;
}

export interface Grants {
  readonly access: AccessGrant;
  readonly refresh?: RefreshGrant;
}

/** @throws TokenRefusal */
export function exchangeCode(world: World, text: string): Grants {
  const code = world.codes.get(text);
  if (!code || code.used || code.expiresAtMs <= world.clock.nowMs()) {
    throw new TokenRefusal('invalid_grant', 'the provided authorization grant code is invalid or was issued to another client');
  }
  code.used = true;
  world.codes.save(code);
  world.counters.tokenExchanges += 1;
  const refresh: RefreshGrant = {
    id: secretText('r'),
    sellerId: code.sellerId,
    scopes: code.scopes,
    expiresAtMs: world.clock.nowMs() + world.settings.refreshTokenLifeSeconds * 1000,
    revoked: false,
  };
  world.refreshGrants.save(refresh);
  return { access: issueAccess(world, code.sellerId, code.scopes), refresh };
}

/** The refresh token stays; a scope that the seller did not grant spoils the call. @throws TokenRefusal */
export function refreshAccess(world: World, text: string, scopes: readonly string[] | undefined): Grants {
  const refresh = world.refreshGrants.get(text);
  if (!refresh || refresh.revoked || refresh.expiresAtMs <= world.clock.nowMs()) {
    throw new TokenRefusal('invalid_grant', 'the provided authorization refresh token is invalid or was issued to another client');
  }
  if (scopes?.some((scope) => !refresh.scopes.includes(scope))) throw scopeRefusal();
  world.counters.tokenRefreshes += 1;
  return { access: issueAccess(world, refresh.sellerId, scopes ?? refresh.scopes) };
}

/** An application's own token. @throws TokenRefusal */
export function grantApplication(world: World, scopes: readonly string[]): Grants {
  if (scopes.length === 0 || scopes.some((scope) => !world.settings.keysetScopes.includes(scope))) throw scopeRefusal();
  world.counters.applicationTokens += 1;
  return { access: issueAccess(world, undefined, scopes) };
}

export const scopeRefusal = (): TokenRefusal =>
  new TokenRefusal('invalid_scope', 'The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client');

function issueAccess(world: World, sellerId: string | undefined, scopes: readonly string[]): AccessGrant {
  const nowMs = world.clock.nowMs();
  // Tokens long past their end are unknown, not expired; a run of days stays small.
  for (const old of world.accessGrants.all()) if (old.expiresAtMs < nowMs - keptAfterEndMs) world.accessGrants.delete(old.id);
  const expiresAtMs = nowMs + world.settings.tokenLifeSeconds * 1000;
  return world.accessGrants.save({ id: secretText('t'), sellerId, scopes, expiresAtMs, revoked: false });
}

/** Whether the seller let the application in, and has not ended that. */
export function isAuthorized(world: World, sellerId: string): boolean {
  for (const grant of world.refreshGrants.all()) {
    if (grant.sellerId === sellerId && !grant.revoked && grant.expiresAtMs > world.clock.nowMs()) return true;
  }
  return false;
}

export type RevokeReason = 'REVOKED_BY_APP' | 'REVOKED_BY_USER' | 'REVOKED_BY_EBAY';

/** The consent ends: tokens are void, AUTHORIZATION_REVOCATION tells the application. */
export function endAuthorization(world: World, seller: Seller, revokeReason: RevokeReason): void {
  for (const access of world.accessGrants.all()) {
    if (access.sellerId === seller.id) world.accessGrants.save({ ...access, revoked: true });
  }
  for (const refresh of world.refreshGrants.all()) {
    if (refresh.sellerId === seller.id) world.refreshGrants.save({ ...refresh, revoked: true });
  }
  world.emit({
    topic: 'AUTHORIZATION_REVOCATION',
    sellerId: undefined,
    data: { username: seller.username, userId: seller.id, eiasToken: eiasOf(seller.id), revokeReason },
  });
}

export const eiasOf = (userId: string): string => Buffer.from(`eias:${userId}`).toString('base64');

/** Running access tokens of a seller (or of all sellers) end now; refresh tokens stay. Says how many ended. */
export function expireAccessTokens(world: World, sellerId?: string): number {
  let count = 0;
  for (const access of world.accessGrants.all()) {
    if (access.sellerId === undefined || (sellerId !== undefined && access.sellerId !== sellerId)) continue;
    if (access.expiresAtMs <= world.clock.nowMs()) continue;
    world.accessGrants.save({ ...access, expiresAtMs: world.clock.nowMs() });
    count += 1;
  }
  return count;
}
