import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from './call.ts';
import { Refusal } from './refusal.ts';
import { exchangeCode, type Grants, refreshGrant } from './tokens.ts';
import type { World } from './world.ts';

export const isTokenPath = (path: string): boolean => path === '/api/v2/token/get' || path === '/api/v2/token/refresh';

/** Both token calls: GET, unsigned, everything in the query. @throws Refusal */
export async function answerTokenCall(world: World, path: string, query: ReadonlyMap<string, string>): Promise<JsonObject> {
  const isRefresh = path.endsWith('/refresh');
  const wanted = isRefresh ? 'refresh_token' : 'authorized_code';
  if (query.get('app_key') !== world.app.appKey || query.get('app_secret') !== world.app.appSecret) {
    throw new Refusal(36009004, 'app_key or app_secret is wrong');
  }
  if (query.get('grant_type') !== wanted) throw new Refusal(98001004, `grant_type is invalid, expected '${wanted}'`);
  const secret = query.get(isRefresh ? 'refresh_token' : 'auth_code');
  if (!secret) throw new Refusal(98001004, `${isRefresh ? 'refresh_token' : 'auth_code'} is missing`);
  const delayMs = world.settings.refreshDelayRealMs;
  if (isRefresh && delayMs > 0) await wait(delayMs);
  return tokenView(world, isRefresh ? refreshGrant(world, secret) : exchangeCode(world, secret));
}

function tokenView(world: World, { access, refresh }: Grants): JsonObject {
  const seller = world.sellers.get(access.sellerId);
  return {
    access_token: access.id,
    access_token_expire_in: Math.floor(access.expiresAtMs / 1000),
    refresh_token: refresh.id,
    refresh_token_expire_in: Math.floor(refresh.expiresAtMs / 1000),
    open_id: seller?.openId,
    seller_name: seller?.name,
    seller_base_region: seller?.baseRegion,
    user_type: 0,
    granted_scopes: access.scopes,
  };
}
