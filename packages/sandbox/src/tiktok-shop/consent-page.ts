import { issueCode } from './tokens.ts';
import type { World } from './world.ts';

export const isConsentPath = (path: string): boolean => path === '/open/authorize' || path === '/oauth/authorize';

export type ConsentAnswer =
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * GET shows the form. POST decides: fields `decision` (`accept`, `refuse`), `seller_id`; `state` and the app come from the query.
 * The redirect goes to the app's address, or to `redirect_uri` in the query, which the real page does not know.
 */
export function answerConsent(
  world: World,
  method: string,
  query: ReadonlyMap<string, string>,
  form: ReadonlyMap<string, string>,
): ConsentAnswer {
  const field = (name: string): string | undefined => form.get(name) ?? query.get(name);
  if (query.get('service_id') !== world.app.serviceId && query.get('app_key') !== world.app.appKey) {
    return { kind: 'refused', message: 'This app is unknown: check service_id.' };
  }
  const target = field('redirect_uri') ?? world.settings.redirectUrl;
  if (!URL.canParse(target)) return { kind: 'refused', message: 'The app has no redirect address. Set redirectUrl in the control API.' };
  if (method !== 'POST') return { kind: 'page', html: consentHtml(world, query) };
  const location = new URL(target);
  const state = field('state');
  if (state !== undefined) location.searchParams.set('state', state);
  const seller = world.sellers.get(field('seller_id') ?? [...world.sellers.all()][0]?.id ?? '');
  if (!seller) return { kind: 'refused', message: 'No such seller.' };
  if (field('decision') !== 'accept') {
    location.searchParams.set('code', 'null');
    location.searchParams.set('error', 'auth_denied');
    return { kind: 'redirect', location: location.href };
  }
  location.searchParams.set('code', issueCode(world, seller));
  location.searchParams.set('app_key', world.app.appKey);
  location.searchParams.set('locale', 'en');
  location.searchParams.set('shop_region', seller.baseRegion);
  return { kind: 'redirect', location: location.href };
}

function consentHtml(world: World, query: ReadonlyMap<string, string>): string {
  const hidden = ['state', 'redirect_uri']
    .flatMap((name) => (query.has(name) ? [`<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`] : []))
    .join('');
  const sellers = [...world.sellers.all()]
    .map((seller, index) => {
      const shops = [...world.shops.all()].filter((shop) => shop.sellerId === seller.id).map((shop) => shop.region);
      const label = `${escapeHtml(seller.name)}<small>${shops.join(', ')}</small>`;
      return `<label><input type="radio" name="seller_id" value="${seller.id}"${index === 0 ? ' checked' : ''}> <span>${label}</span></label>`;
    })
    .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Authorize an app · TikTok Shop sandbox</title><style>
body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111;display:grid;place-items:center;min-height:100vh;margin:0}
form{background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002;width:min(26rem,90vw);box-sizing:border-box}
h1{font-size:1.25rem;margin:0 0 .5rem}label{display:flex;gap:.75rem;align-items:center;border:1px solid #d1d5db;border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
small{display:block;color:#4b5563}footer{display:flex;gap:.75rem;margin-top:1.25rem}button{flex:1;font:inherit;padding:.65rem;border-radius:8px;border:1px solid #111;background:#fff;cursor:pointer}
button[value=accept]{background:#111;color:#fff}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}form{background:#1f2937}label{border-color:#4b5563}small{color:#cbd5e1}button{background:#1f2937;color:#eee;border-color:#eee}button[value=accept]{background:#eee;color:#111}}
</style><form method="post">${hidden}<h1>Let this app work with your shops?</h1><p>Sandbox of TikTok Shop. The app will read orders, ship packages and keep stock.</p>
${sellers}<footer><button name="decision" value="refuse">Refuse</button><button name="decision" value="accept">Accept</button></footer></form></html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
