import { randomBytes } from 'node:crypto';
import type { AccessGrant, RefreshGrant, Seller } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const codeLifeMs = 30 * 60_000;

export const allScopes = [
  'seller.authorization.info',
  'seller.shop.info',
  'seller.order.info',
  'seller.fulfillment.basic',
  'seller.fulfillment.package.write',
  'seller.delivery.status.write',
  'seller.logistics',
  'seller.product.basic',
  'seller.product.write',
  'seller.product.delete',
  'seller.return_refund.basic',
  'seller.finance.info',
] as const;

const secretText = (prefix: string): string => `${prefix}${randomBytes(36).toString('base64url')}`;

/** The code a seller's consent gives: 30 minutes, once. */
export function issueCode(world: World, seller: Seller): string {
  const prefix = seller.baseRegion === 'US' ? 'TTP_' : seller.sellerType === 'CROSS_BORDER' ? 'GCP_' : 'ROW_';
  const code = { id: secretText(prefix), sellerId: seller.id, expiresAtMs: world.clock.nowMs() + codeLifeMs, used: false };
  return world.codes.save(code).id;
}

export interface Grants {
  readonly access: AccessGrant;
  readonly refresh: RefreshGrant;
}

export function exchangeCode(world: World, codeText: string): Grants {
  const code = world.codes.get(codeText);
  if (!code || code.used || code.expiresAtMs <= world.clock.nowMs()) {
    throw new Refusal(36004004, 'The authorization code is used, expired or wrong');
  }
  code.used = true;
  world.codes.save(code);
  world.counters.tokenExchanges += 1;
  return grant(world, code.sellerId, allScopes);
}

/** A used refresh token is void when rotation is on; each later use is counted. */
export function refreshGrant(world: World, refreshToken: string): Grants {
  world.counters.tokenRefreshes += 1;
  const old = world.refreshGrants.get(refreshToken);
  if (old?.revoked) world.counters.refreshTokenReuses += 1;
  if (!old || old.revoked || old.expiresAtMs <= world.clock.nowMs()) {
    throw new Refusal(36004004, 'The refresh token is used, expired or wrong');
  }
  if (!world.settings.rotateRefreshTokens) return { access: issueAccess(world, old), refresh: old };
  old.revoked = true;
  world.refreshGrants.save(old);
  return grant(world, old.sellerId, old.scopes);
}

function grant(world: World, sellerId: string, scopes: readonly string[]): Grants {
  const refresh: RefreshGrant = {
    id: secretText('ROW_r_'),
    sellerId,
    expiresAtMs: world.clock.nowMs() + world.settings.refreshTokenLifeSeconds * 1000,
    scopes,
    revoked: false,
  };
  world.refreshGrants.save(refresh);
  return { access: issueAccess(world, refresh), refresh };
}

function issueAccess(world: World, refresh: RefreshGrant): AccessGrant {
  forgetOldAccess(world);
  const access: AccessGrant = {
    id: secretText('ROW_a_'),
    sellerId: refresh.sellerId,
    refreshToken: refresh.id,
    expiresAtMs: world.clock.nowMs() + world.settings.tokenLifeSeconds * 1000,
    scopes: refresh.scopes,
    revoked: false,
  };
  return world.accessGrants.save(access);
}

/** Keeps memory flat in runs that refresh for days: tokens a month past their end are unknown, not expired. */
function forgetOldAccess(world: World): void {
  const limit = world.clock.nowMs() - 30 * 86_400_000;
  for (const old of world.accessGrants.all()) if (old.expiresAtMs < limit) world.accessGrants.delete(old.id);
}

/** Whether the seller's shops still belong to the app. */
export function isAuthorized(world: World, sellerId: string): boolean {
  for (const refresh of world.refreshGrants.all()) {
    if (refresh.sellerId === sellerId && !refresh.revoked && refresh.expiresAtMs > world.clock.nowMs()) return true;
  }
  return false;
}

/** The seller takes back the consent: tokens end, event 6 tells the app. */
export function endAuthorization(world: World, seller: Seller): void {
  const shops = [...world.shops.all()].filter((shop) => shop.sellerId === seller.id);
  for (const shop of shops) {
    world.emit({ shopId: shop.id, type: 6, fields: { message: `Shop ${shop.id} / ${shop.name} deauthorized the app` } });
  }
  for (const access of world.accessGrants.all()) {
    if (access.sellerId === seller.id) world.accessGrants.save(Object.assign(access, { revoked: true }));
  }
  for (const refresh of world.refreshGrants.all()) {
    if (refresh.sellerId === seller.id) world.refreshGrants.save(Object.assign(refresh, { revoked: true }));
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
