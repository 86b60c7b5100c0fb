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
  const sellers = [...world.sellers.all()]
    .map((seller, index) => {
      const label = `${escapeHtml(seller.username)}<small>${escapeHtml(seller.name)}, ${seller.marketplaceId}</small>`;
      return `<label><input type="radio" name="seller_id" value="${seller.id}"${index === 0 ? ' checked' : ''}> <span>${label}</span></label>`;
    })
    .join('');
  const asked = scopes.map((scope) => `<li>${escapeHtml(scope === '' ? 'public data' : scope)}</li>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Grant application access · eBay sandbox</title><style>
body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111;display:grid;place-items:center;min-height:100vh;margin:0}
form{background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002;width:min(26rem,90vw);box-sizing:border-box}
h1{font-size:1.25rem;margin:0 0 .5rem}label{display:flex;gap:.75rem;align-items:center;border:1px solid #d1d5db;border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
small{display:block;color:#4b5563}footer{display:flex;gap:.75rem;margin-top:1.25rem}button{flex:1;font:inherit;padding:.65rem;border-radius:8px;border:1px solid #111;background:#fff;cursor:pointer}
button[value=accept]{background:#111;color:#fff}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}form{background:#1f2937}label{border-color:#4b5563}small{color:#cbd5e1}button{background:#1f2937;color:#eee;border-color:#eee}button[value=accept]{background:#eee;color:#111}}
</style><form method="post"><h1>Let this application work with your account?</h1><p>Sandbox of eBay. It asks for:</p><ul>${asked}</ul>
${sellers}<footer><button name="decision" value="refuse">Decline</button><button name="decision" value="accept">Agree and continue</button></footer></form></html>`;
}
