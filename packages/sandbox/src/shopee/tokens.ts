import { randomBytes } from 'node:crypto';
import type { AccessGrant, Consent, RefreshGrant, Shop } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const codeLifeMs = 10 * 60_000;

/** Tokens seen in the wild have 32 characters. */
const secretText = (): string => randomBytes(16).toString('hex');

/** A seller's permission for so many days, and the code that the redirect carries: ten minutes, once. */
export function giveConsent(world: World, shops: readonly Shop[], days: number, mainAccountId?: string): string {
  const now = world.clock.nowSeconds();
  for (const shop of shops) {
    world.consents.save({ id: shop.id, authTime: now, expireTime: now + days * 86_400, isLinked: true });
    scheduleConsentEnd(world, shop.id);
  }
  const shopIds = shops.map((shop) => shop.id);
  const code = {
    id: secretText(),
    shopIds,
    expiresAtMs: world.clock.nowMs() + codeLifeMs,
    used: false,
    ...(mainAccountId === undefined ? {} : { mainAccountId }),
  };
  world.codes.save(code);
  announceConsent(world, 1, 'authorization', shopIds, mainAccountId);
  return code.id;
}

export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** @throws Refusal */
export function exchangeCode(
  world: World,
  codeText: string,
  owner: { shopId?: string; mainAccountId?: string },
): Pair & { shopIds: readonly string[] } {
  const code = world.codes.get(codeText);
  if (!code || code.used || code.expiresAtMs <= world.clock.nowMs()) throw new Refusal('error_auth', 'Invalid code');
  if (owner.mainAccountId !== undefined && owner.mainAccountId !== code.mainAccountId) {
    throw new Refusal('invalid_main_acount_id', 'Invalid main_account_id, please have a check.');
  }
  if (owner.shopId !== undefined && (code.mainAccountId !== undefined || owner.shopId !== code.shopIds[0])) {
    throw new Refusal('invalid_shop_id', 'Invalid shop_id, please have a check.');
  }
  code.used = true;
  world.codes.save(code);
  world.counters.tokenExchanges += 1;
  return { ...issuePair(world, code.shopIds), shopIds: code.shopIds };
}

/**
 * A refresh token is good once for each of its shops; what it gives belongs to that shop alone. The former access token lives on for
 * some minutes. @throws Refusal
 */
export function refreshPair(world: World, refreshToken: string, shopId: string): Pair {
  world.counters.tokenRefreshes += 1;
  const old = world.refreshGrants.get(refreshToken);
  if (!old) throw new Refusal('error_auth', 'Invalid refresh_token.');
  if (!old.shopIds.includes(shopId)) throw new Refusal('error_shop_refresh_token', 'The refresh_token and shop_id do not match.');
  const nowMs = world.clock.nowMs();
  if (old.expiresAtMs <= nowMs) throw new Refusal('refresh_token_expired', 'Your refresh_token expired.');
  refuseWithoutConsent(world, shopId);
  const use = old.uses.find((candidate) => candidate.shopId === shopId);
  if (use) {
    world.counters.refreshTokenReuses += 1;
    if (use.atMs + world.settings.refreshGraceSeconds * 1000 > nowMs) return use;
    throw new Refusal('error_auth', 'Invalid refresh_token.');
  }
  endFormerAccess(world, shopId);
  const pair = issuePair(world, [shopId]);
  old.uses.push({ shopId, atMs: nowMs, ...pair });
  world.refreshGrants.save(old);
  return pair;
}

function refuseWithoutConsent(world: World, shopId: string): void {
  const consent = world.consents.get(shopId);
  if (!consent?.isLinked) throw new Refusal('shop_no_linked', 'The shop is not linked to the app.');
  if (consent.expireTime <= world.clock.nowSeconds())
    throw new Refusal('shop_access_expired', 'Your authorization of the shop has expired.');
}

/** A main account's first access token goes on for its other shops; single-shop ones get a short end. */
function endFormerAccess(world: World, shopId: string): void {
  const endMs = world.clock.nowMs() + world.settings.accessGraceSeconds * 1000;
  for (const access of world.accessGrants.all()) {
    const isOwn = access.shopIds.length === 1 && access.shopIds[0] === shopId;
    if (isOwn && access.expiresAtMs > endMs) world.accessGrants.save(Object.assign(access, { expiresAtMs: endMs }));
  }
}

function issuePair(world: World, shopIds: readonly string[]): Pair {
  forgetOld(world);
  const nowMs = world.clock.nowMs();
  const access: AccessGrant = {
    id: secretText(),
    shopIds,
    expiresAtMs: nowMs + world.settings.accessTokenLifeSeconds * 1000,
  };
  const refresh: RefreshGrant = {
    id: secretText(),
    shopIds,
    expiresAtMs: nowMs + world.settings.refreshTokenLifeSeconds * 1000,
    uses: [],
  };
  world.accessGrants.save(access);
  world.refreshGrants.save(refresh);
  return { accessToken: access.id, refreshToken: refresh.id };
}

/** Keeps memory flat in runs that refresh for days. */
function forgetOld(world: World): void {
  const limit = world.clock.nowMs() - 30 * 86_400_000;
  for (const old of world.accessGrants.all()) if (old.expiresAtMs < limit) world.accessGrants.delete(old.id);
}

/** Whether the shop belongs to the app now. */
export function isLinked(world: World, shopId: string): boolean {
  const consent = world.consents.get(shopId);
  return consent?.isLinked === true && consent.expireTime > world.clock.nowSeconds();
}

/** The seller takes back the consent, a main account for all its shops: every token of theirs is void, one push 2 says so. */
export function endConsent(world: World, shops: readonly Shop[], mainAccountId?: string): void {
  const ended = shops.filter(({ id }) => world.consents.get(id)?.isLinked);
  for (const { id } of ended) {
    const consent = world.consents.get(id);
    if (consent) world.consents.save(Object.assign(consent, { isLinked: false }));
  }
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0) announceConsent(world, 2, 'user cancel shop authorization', ids, mainAccountId);
}

/** Push 2 when the span that the seller chose is over; calls and refreshes fail from the same instant on. */
export function scheduleConsentEnd(world: World, shopId: string): void {
  const consent = world.consents.get(shopId);
  if (!consent?.isLinked) return;
  world.timeline.schedule(consent.expireTime * 1000, () => {
    const current: Consent | undefined = world.consents.get(shopId);
    if (current?.isLinked && current.expireTime <= world.clock.nowSeconds()) announceConsent(world, 2, 'expiry', [shopId], undefined);
  });
}

function announceConsent(world: World, code: 1 | 2, type: string, shopIds: readonly string[], mainAccountId: string | undefined): void {
  const authorizeType =
    code === 2 ? type : mainAccountId === undefined ? 'shop authorization by user' : 'main account authorization by user';
  const subject =
    mainAccountId === undefined
      ? { shop_id: Number(shopIds[0]) }
      : { shop_id_list: shopIds.map(Number), main_account_id: Number(mainAccountId) };
  world.emit({ code, fields: { authorize_type: authorizeType, ...subject, success: 1, extra: '' } });
}

/** Makes every running access token of a shop (or of all) expired at once; refresh tokens stay. */
export function expireAccessTokens(world: World, shopId?: string): number {
  let count = 0;
  for (const access of world.accessGrants.all()) {
    if (shopId !== undefined && !access.shopIds.includes(shopId)) continue;
    if (access.expiresAtMs <= world.clock.nowMs()) continue;
    world.accessGrants.save({ ...access, expiresAtMs: world.clock.nowMs() });
    count += 1;
  }
  return count;
}
