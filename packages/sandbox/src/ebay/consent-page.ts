import { consentButtons, consentChoices, consentPage } from '../stage/consent-html.ts';
import { escapeHtml } from '../stage/incoming.ts';
import { readScopes } from './scopes.ts';
import { issueCode } from './tokens.ts';
import type { World } from './world.ts';

export const isConsentPath = (path: string): boolean => path === '/oauth2/authorize';

export type ConsentAnswer =
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'refused'; readonly error: string; readonly message: string };

/**
 * GET shows the form, POST decides: fields `decision` (`accept`, `refuse`) and `seller_id`; everything else comes from the query.
 * `redirect_uri` is the RuName; the address behind it is a setting. One scope that the keyset lacks spoils the whole page.
 */
export function answerConsent(
  world: World,
  method: string,
  query: ReadonlyMap<string, string>,
  form: ReadonlyMap<string, string>,
): ConsentAnswer {
  const { app, settings } = world;
  if (query.get('client_id') !== app.clientId) return refuse('unauthorized_client', 'The OAuth client was not found.');
  if (query.get('redirect_uri') !== app.ruName) return refuse('invalid_request', 'redirect_uri must be the RuName of the application.');
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'response_type must be code.');
  const scopes = readScopes(query.get('scope') ?? '');
  if (!scopes || scopes.length === 0 || scopes.some((scope) => !settings.keysetScopes.includes(scope))) {
    return refuse('invalid_scope', 'The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client.');
  }
  if (!URL.canParse(settings.redirectUrl))
    return refuse('invalid_request', 'The RuName has no accept URL: set redirectUrl in the control API.');
  if (method !== 'POST') return { kind: 'page', html: consentHtml(world, scopes) };
  const state = query.get('state');
  const seller = world.sellers.get(form.get('seller_id') ?? [...world.sellers.all()][0]?.id ?? '');
  if (!seller) return refuse('invalid_request', 'No such seller.');
  if (form.get('decision') !== 'accept') {
    return redirect(settings.declinedUrl || settings.redirectUrl, { state, error: 'access_denied' });
  }
  return redirect(settings.redirectUrl, { state, code: issueCode(world, seller, scopes), expires_in: '299' });
}

const refuse = (error: string, message: string): ConsentAnswer => ({ kind: 'refused', error, message });

function redirect(target: string, parameters: Readonly<Record<string, string | undefined>>): ConsentAnswer {
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return { kind: 'redirect', location: `${target}${target.includes('?') ? '&' : '?'}${query.join('&')}` };
}

function consentHtml(world: World, scopes: readonly string[]): string {
  const choices = [...world.sellers.all()].map(({ id, username, name, marketplaceId }) => ({
    id,
    name: username,
    detail: `${name}, ${marketplaceId}`,
  }));
  const asked = scopes.map((scope) => `<li>${escapeHtml(scope === '' ? 'public data' : scope)}</li>`).join('');
  return consentPage(
    'Grant application access · eBay sandbox',
    'Let this application work with your account?',
    `<form method="post"><p>Sandbox of eBay. It asks for:</p><ul>${asked}</ul>
${consentChoices('seller_id', choices)}${consentButtons('Decline', 'Agree and continue')}</form>`,
  );
}
