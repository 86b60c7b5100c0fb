import { createAccount, findAccount } from './accounts.ts';
import type { Asked } from './asked.ts';
import { consentHtml, errorHtml } from './consent-page.ts';
import type { Account } from './model.ts';
import { isLoopback, isRegistered } from './redirect-uri.ts';
import { grantedScopes, issueCode } from './tokens.ts';
import type { World } from './world.ts';

export const isAuthorizePath = (path: string): boolean => path === '/v2/auth/authorize/';

/** `accountId` is who is logged in from then on, as a cookie remembers it. */
export type AuthorizeAnswer =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string; readonly accountId?: string };

export interface AuthorizeRequest {
  readonly method: string;
  readonly query: ReadonlyMap<string, string>;
  readonly form: URLSearchParams;
  /** Who is logged in, by the cookie. */
  readonly loggedIn: string | undefined;
}

/**
 * GET checks the request and shows the consent page (or skips it). POST decides: `decision` (`allow`, `deny`), `account`
 * (open_id or user name) or `new_username`, and one `scope` for each ticked box when `boxes` says that there were boxes.
 */
export function answerAuthorize(world: World, request: AuthorizeRequest): AuthorizeAnswer {
  const problem = problemOf(world, request.query);
  if (problem) return { kind: 'page', status: 400, html: errorHtml(problem) };
  const asked = askedOf(request.query);
  try {
    if (request.method === 'POST') return decide(world, asked, request.form);
    return withoutAsking(world, asked, request) ?? { kind: 'page', status: 200, html: consentHtml(world, asked, request.loggedIn) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'page', status: 400, html: errorHtml({ parameter: 'account', message: error.message }) };
  }
}

/** The first parameter that is wrong, in the words that the error page shows. */
function problemOf(world: World, query: ReadonlyMap<string, string>): { parameter: string; message: string } | undefined {
  const { settings, app } = world;
  const of = (parameter: string, message: string) => ({ parameter, message });
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = (query.get('scope') ?? '').split(',');
  if (query.get('client_key') !== app.clientKey) return of('client_key', 'invalid_client: the client key is not known.');
  if (!isRegistered(settings.redirectUris, redirectUri)) return of('redirect_uri', 'The redirect URI is not registered for this app.');
  if (query.get('response_type') !== 'code') return of('response_type', 'unsupported_response_type: it must be "code".');
  if (!scopes.every((scope) => settings.approvedScopes.includes(scope))) {
    return of('scope', 'invalid_scope: the app is not approved for all of these scopes.');
  }
  if ((query.get('state') ?? '') === '') return of('state', 'The state is missing.');
  const challenge = query.get('code_challenge');
  if (challenge === undefined && !isLoopback(redirectUri)) return undefined;
  if (challenge === undefined || challenge === '') return of('code_challenge', 'A code challenge is required.');
  if (query.get('code_challenge_method') !== 'S256') return of('code_challenge_method', 'The method must be S256.');
  if (isLoopback(redirectUri) && !/^[0-9a-f]{64}$/.test(challenge)) {
    return of('code_challenge', 'The code challenge must be the hexadecimal SHA-256 of the verifier.');
  }
  return undefined;
}

function askedOf(query: ReadonlyMap<string, string>): Asked {
  return {
    scopes: [...new Set((query.get('scope') ?? '').split(','))],
    redirectUri: query.get('redirect_uri') ?? '',
    state: query.get('state') ?? '',
    challenge: query.get('code_challenge'),
    hint: query.get('login_hint'),
  };
}

/** The page is skipped for somebody who consented before, and where the tests say so. */
function withoutAsking(world: World, asked: Asked, { query, loggedIn }: AuthorizeRequest): AuthorizeAnswer | undefined {
  const { autoConsent } = world.settings;
  if (autoConsent === 'deny') return denied(asked);
  const hinted = asked.hint === undefined ? undefined : findAccount(world, asked.hint);
  if (autoConsent === 'allow') return allowed(world, asked, hinted ?? firstFree(world), asked.scopes);
  if (query.get('disable_auto_auth') === '1') return undefined;
  const account = hinted ?? (loggedIn === undefined ? undefined : world.accounts.get(loggedIn));
  const before = account && grantedScopes(world, account.id);
  if (!account || !before || !asked.scopes.every((scope) => before.includes(scope))) return undefined;
  return allowed(world, asked, account, asked.scopes);
}

function decide(world: World, asked: Asked, form: URLSearchParams): AuthorizeAnswer {
  const ticked = form.has('boxes') ? asked.scopes.filter((scope) => form.getAll('scope').includes(scope)) : asked.scopes;
  if (form.get('decision') !== 'allow' || ticked.length === 0) return denied(asked);
  return allowed(world, asked, chosenAccount(world, asked, form), ticked);
}

function chosenAccount(world: World, asked: Asked, form: URLSearchParams): Account {
  const wanted = form.get('new_username')?.trim();
  if (wanted) return createAccount(world, { username: wanted });
  const reference = form.get('account')?.trim() || asked.hint;
  if (reference === 'new') return createAccount(world);
  return reference ? findAccount(world, reference) : firstFree(world);
}

/** The first account that is not connected, or a new one. */
function firstFree(world: World): Account {
  for (const account of world.accounts.all()) {
    if (account.state === 'active' && grantedScopes(world, account.id) === undefined) return account;
  }
  return createAccount(world);
}

function denied(asked: Asked): AuthorizeAnswer {
  const fields = { error: 'access_denied', error_description: 'User denied the authorization.', state: asked.state };
  return { kind: 'redirect', location: backTo(asked, fields) };
}

function allowed(world: World, asked: Asked, account: Account, scopes: readonly string[]): AuthorizeAnswer {
  const { targetUsers } = world.settings;
  if (account.state !== 'active') throw new RangeError(`${account.username} is ${account.state}`);
  if (targetUsers.length > 0 && !targetUsers.includes(account.username)) {
    throw new RangeError('non_sandbox_target: this user is no target user of the sandbox.');
  }
  const code = issueCode(world, account, { scopes, redirectUri: asked.redirectUri, challenge: asked.challenge });
  return {
    kind: 'redirect',
    location: backTo(asked, { code: code.id, scopes: scopes.join(','), state: asked.state }),
    accountId: account.id,
  };
}

/** `*` and `!` are percent-encoded on the wire, as the real callback has them. */
function backTo(asked: Asked, fields: Readonly<Record<string, string>>): string {
  const query = Object.entries(fields).map(([name, value]) => {
    const text = encodeURIComponent(value).replaceAll('*', '%2A').replaceAll('!', '%21');
    return `${name}=${text}`;
  });
  return `${asked.redirectUri}?${query.join('&')}`;
}
