import { setTimeout as wait } from 'node:timers/promises';
import { readScopes } from './scopes.ts';
import { exchangeCode, type Grants, grantApplication, refreshAccess, scopeRefusal, TokenRefusal } from './tokens.ts';
import type { World } from './world.ts';

export const isTokenPath = (path: string): boolean => path === '/identity/v1/oauth2/token';

export interface TokenRequest {
  readonly method: string;
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly form: ReadonlyMap<string, string>;
}

const limits = {
  authorization_code: 'codeExchangesPerDay',
  refresh_token: 'refreshesPerDay',
  client_credentials: 'clientCredentialsPerDay',
} as const;
type GrantType = keyof typeof limits;

const isGrantType = (text: string | undefined): text is GrantType => text !== undefined && text in limits;

/** The token call: credentials in the Basic header, the rest as a form. @throws TokenRefusal */
export async function answerTokenCall(world: World, request: TokenRequest): Promise<Record<string, unknown>> {
  if (request.method !== 'POST') throw new TokenRefusal('invalid_request', 'only POST is allowed', 405);
  if (!isClient(world, request.authorization)) throw new TokenRefusal('invalid_client', 'client authentication failed', 401);
  if (!request.contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new TokenRefusal('invalid_request', 'the body must be a form');
  }
  const type = request.form.get('grant_type');
  if (!isGrantType(type)) throw new TokenRefusal('unsupported_grant_type', 'grant type in request is not supported by the server');
  if (!world.dailyUse.take(`oauth.${type}`, world.clock.nowMs(), world.settings[limits[type]])) {
    throw new TokenRefusal('temporarily_unavailable', 'the request limit has been reached for the resource', 429);
  }
  return view(world, await grantsOf(world, type, request.form));
}

async function grantsOf(world: World, type: GrantType, form: ReadonlyMap<string, string>): Promise<Grants> {
  if (type === 'authorization_code') {
    if (form.get('redirect_uri') !== world.app.ruName)
      throw new TokenRefusal('invalid_grant', 'redirect_uri is not the RuName of the consent');
    return exchangeCode(world, form.get('code') ?? '');
  }
  const asked = form.get('scope');
  const scopes = asked === undefined || asked === '' ? undefined : readScopes(asked);
  if (asked && !scopes) throw scopeRefusal();
  if (type === 'client_credentials') return grantApplication(world, scopes ?? []);
  if (world.settings.refreshDelayRealMs > 0) await wait(world.settings.refreshDelayRealMs);
  return refreshAccess(world, form.get('refresh_token') ?? '', scopes);
}

/** A refresh brings no new refresh token, and no answer lists the scopes. */
function view(world: World, { access, refresh }: Grants): Record<string, unknown> {
  const lifeSeconds = (atMs: number): number => Math.round((atMs - world.clock.nowMs()) / 1000);
  return {
    access_token: access.id,
    expires_in: lifeSeconds(access.expiresAtMs),
    ...(refresh ? { refresh_token: refresh.id, refresh_token_expires_in: lifeSeconds(refresh.expiresAtMs) } : {}),
    token_type: access.sellerId === undefined ? 'Application Access Token' : 'User Access Token',
  };
}

function isClient(world: World, authorization: string | undefined): boolean {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '');
  if (!match?.[1]) return false;
  return Buffer.from(match[1], 'base64').toString('utf8') === `${world.app.clientId}:${world.app.clientSecret}`;
}
