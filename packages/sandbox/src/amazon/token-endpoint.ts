import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from './call.ts';
import { exchangeCode, findRefresh, issueAccess } from './tokens.ts';
import type { World } from './world.ts';

export const isTokenPath = (path: string): boolean => path === '/auth/o2/token';

const grantlessScopes = ['sellingpartnerapi::notifications', 'sellingpartnerapi::client_credential:rotation'];

/** An answer of Login with Amazon, whose errors have a shape of their own. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

const refused = (error: string, description: string, status = 400): TokenAnswer => ({
  status,
  body: { error, error_description: description },
});

const deadGrant = (name: string): TokenAnswer =>
  refused('invalid_grant', `The request has an invalid grant parameter : ${name}. User may have revoked or didn't grant the permission.`);

/** `POST /auth/o2/token`, a form in the body. */
export async function answerToken(world: World, form: ReadonlyMap<string, string>): Promise<TokenAnswer> {
  const field = (name: string): string => form.get(name) ?? '';
  const kind = field('grant_type');
  if (kind === '') return refused('invalid_request', 'The request is missing a required parameter : grant_type');
  if (field('client_id') !== world.app.clientId || field('client_secret') !== world.app.clientSecret) {
    return refused('invalid_client', 'Client authentication failed', 401);
  }
  if (kind === 'client_credentials') return grantless(world, field('scope'));
  if (kind === 'authorization_code') {
    const refresh = exchangeCode(world, field('code'), field('redirect_uri'));
    return refresh ? sellerTokens(world, refresh) : deadGrant('code');
  }
  if (kind !== 'refresh_token') return refused('unsupported_grant_type', 'The authorization grant type is not supported');
  if (world.settings.refreshDelayRealMs > 0) await wait(world.settings.refreshDelayRealMs);
  world.counters.tokenRefreshes += 1;
  const refresh = findRefresh(world, field('refresh_token'));
  return refresh ? sellerTokens(world, refresh) : deadGrant('refresh_token');
}

function sellerTokens(world: World, refresh: { readonly id: string; readonly sellerId: string }): TokenAnswer {
  const access = issueAccess(world, { kind: 'seller', sellerId: refresh.sellerId });
  return {
    status: 200,
    body: {
      access_token: access.id,
      token_type: 'bearer',
      expires_in: world.settings.tokenLifeSeconds,
      refresh_token: refresh.id,
    },
  };
}

function grantless(world: World, scope: string): TokenAnswer {
  if (scope === '') return refused('invalid_request', 'The request is missing a required parameter : scope');
  if (!grantlessScopes.includes(scope)) return refused('invalid_scope', 'The requested scope is invalid');
  const access = issueAccess(world, { kind: 'grantless', sellerId: '', scope });
  return {
    status: 200,
    body: { access_token: access.id, token_type: 'bearer', expires_in: world.settings.tokenLifeSeconds, scope },
  };
}
