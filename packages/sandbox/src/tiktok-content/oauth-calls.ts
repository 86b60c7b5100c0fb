import { createHash } from 'node:crypto';
import { malformed, OAuthRefusal } from './refusal.ts';
import { accessOf, endTokens, issuePair, type Pair, refreshPair } from './tokens.ts';
import type { World } from './world.ts';

export type Form = ReadonlyMap<string, string>;
type Answer = Readonly<Record<string, unknown>>;

/** Exchange and refresh: one address, told apart by `grant_type`. @throws OAuthRefusal */
export function answerToken(world: World, form: Form): Answer {
  checkClient(world, form);
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return pairView(world, exchange(world, form));
  if (grantType === 'refresh_token') return pairView(world, refreshPair(world, required(form, 'refresh_token')));
  if (!grantType) throw malformed();
  throw new OAuthRefusal('unsupported_grant_type', 'The grant type is not supported.');
}

/** Ends the grant of the access token; the event says that the developer did it. @throws OAuthRefusal */
export function answerRevoke(world: World, form: Form): undefined {
  checkClient(world, form);
  const access = accessOf(world, required(form, 'token'));
  if (!access) throw new OAuthRefusal('invalid_request', 'The access token is invalid or expired.');
  endTokens(world, access.accountId);
  world.counters.revocations += 1;
  world.emit({ event: 'authorization.removed', accountId: access.accountId, content: { reason: 5 } });
}

function checkClient(world: World, form: Form): void {
  if (!form.has('client_key')) throw malformed();
  if (!form.has('client_secret')) throw new OAuthRefusal('invalid_request', 'Client secret is missed in request.');
  const isRight = form.get('client_key') === world.app.clientKey && form.get('client_secret') === world.app.clientSecret;
  if (!isRight) throw new OAuthRefusal('invalid_client', 'Client key or secret is incorrect.');
}

function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined || value === '') throw malformed();
  return value;
}

function exchange(world: World, form: Form): Pair {
  const code = world.codes.get(required(form, 'code'));
  const redirectUri = required(form, 'redirect_uri');
  if (!code || code.isUsed || code.expiresAtMs <= world.clock.nowMs()) {
    throw new OAuthRefusal('invalid_grant', 'Authorization code is expired.');
  }
  if (redirectUri !== code.redirectUri) {
    throw new OAuthRefusal('invalid_request', 'Redirect_uri is not matched with the uri when requesting code.');
  }
  if (code.challenge !== undefined && !isProof(form.get('code_verifier'), code.challenge)) {
    throw new OAuthRefusal('invalid_request', 'Code verifier or code challenge is invalid.');
  }
  code.isUsed = true;
  world.codes.save(code);
  world.counters.tokenExchanges += 1;
  return issuePair(world, code.accountId, code.scopes);
}

/** Lower-case hex is what the platform asks for; base64url passes where a web address sent one (nobody knows better). */
function isProof(verifier: string | undefined, challenge: string): boolean {
  if (verifier === undefined || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
  const digest = createHash('sha256').update(verifier).digest();
  return challenge === digest.toString('hex') || challenge === digest.toString('base64url');
}

function pairView(world: World, { access, refresh }: Pair): Answer {
  const nowMs = world.clock.nowMs();
  return {
    access_token: access.id,
    expires_in: Math.round((access.expiresAtMs - nowMs) / 1000),
    open_id: access.accountId,
    refresh_expires_in: Math.round((refresh.expiresAtMs - nowMs) / 1000),
    refresh_token: refresh.id,
    scope: access.scopes.join(','),
    token_type: 'Bearer',
  };
}
