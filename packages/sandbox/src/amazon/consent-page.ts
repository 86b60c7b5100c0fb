import { escapeHtml } from '../stage/incoming.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Region } from './model.ts';
import { issueCode } from './tokens.ts';
import type { World } from './world.ts';

export const isConsentPath = (path: string): boolean => path === '/apps/authorize/consent';

export type ConsentAnswer =
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * GET shows the form. POST decides: fields `decision` (`accept`, `refuse`), `seller_id`; `state` and the application come from the query.
 * The sellers are those of the region whose Seller Central was opened.
 */
export function answerConsent(
  world: World,
  method: string,
  region: Region | undefined,
  query: ReadonlyMap<string, string>,
  form: ReadonlyMap<string, string>,
): ConsentAnswer {
  const field = (name: string): string | undefined => form.get(name) ?? query.get(name);
  if (query.get('application_id') !== world.app.applicationId) {
    return { kind: 'refused', message: 'MD1000: this application is unknown, check application_id.' };
  }
  const registered = world.settings.redirectUrl.split(',').filter((url) => url !== '');
  const target = field('redirect_uri') ?? registered[0] ?? '';
  if (!URL.canParse(target))
    return { kind: 'refused', message: 'The application has no redirect address. Set redirectUrl in the control API.' };
  if (registered.length > 0 && !registered.includes(target)) {
    return { kind: 'refused', message: 'MD5101: the redirect address is not one of the registered ones.' };
  }
  const sellers = [...world.sellers.all()].filter((seller) => region === undefined || seller.region === region);
  if (method !== 'POST') return { kind: 'page', html: consentHtml(world, sellers, query) };
  const location = new URL(target);
  const state = field('state');
  if (state !== undefined) location.searchParams.set('state', state);
  const sellerId = field('seller_id') ?? sellers[0]?.id;
  const seller = sellers.find(({ id }) => id === sellerId);
  if (!seller) return { kind: 'refused', message: 'No such seller in this region.' };
  if (field('decision') !== 'accept') {
    location.searchParams.set('error', 'access_denied');
    location.searchParams.set('error_description', 'The seller did not authorize the application');
    return { kind: 'redirect', location: location.href };
  }
  location.searchParams.set('selling_partner_id', seller.id);
  location.searchParams.set('spapi_oauth_code', issueCode(world, seller, target));
  return { kind: 'redirect', location: location.href };
}

type Sellers = readonly {
  readonly id: string;
  readonly name: string;
  readonly region: Region;
  readonly marketplaceIds: readonly string[];
}[];

function consentHtml(world: World, sellers: Sellers, query: ReadonlyMap<string, string>): string {
  const hidden = ['state', 'redirect_uri']
    .flatMap((name) => (query.has(name) ? [`<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`] : []))
    .join('');
  const choices = sellers
    .map((seller, index) => {
      const shops = seller.marketplaceIds.map((id) => marketplaceOf(id).name).join(', ');
      const label = `${escapeHtml(seller.name)}<small>${seller.region}: ${shops}</small>`;
      return `<label><input type="radio" name="seller_id" value="${seller.id}"${index === 0 ? ' checked' : ''}> <span>${label}</span></label>`;
    })
    .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Authorize an application · Amazon sandbox</title><style>
body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111;display:grid;place-items:center;min-height:100vh;margin:0}
form{background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002;width:min(28rem,90vw);box-sizing:border-box}
h1{font-size:1.25rem;margin:0 0 .5rem}label{display:flex;gap:.75rem;align-items:center;border:1px solid #d1d5db;border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
small{display:block;color:#4b5563}footer{display:flex;gap:.75rem;margin-top:1.25rem}button{flex:1;font:inherit;padding:.65rem;border-radius:8px;border:1px solid #111;background:#fff;cursor:pointer}
button[value=accept]{background:#111;color:#fff}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}form{background:#1f2937}label{border-color:#4b5563}small{color:#cbd5e1}button{background:#1f2937;color:#eee;border-color:#eee}button[value=accept]{background:#eee;color:#111}}
</style><form method="post">${hidden}<h1>Let this application work with your selling account?</h1><p>Sandbox of Amazon Seller Central. ${escapeHtml(world.app.applicationId)} will read orders, buy labels and keep stock.</p>
${choices}<footer><button name="decision" value="refuse">Refuse</button><button name="decision" value="accept">Confirm</button></footer></form></html>`;
}
