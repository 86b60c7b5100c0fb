import { consentButtons, consentChoices, consentPage, hiddenFields } from '../stage/consent-html.ts';
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
  const choices = [...world.sellers.all()].map(({ id, name }) => {
    const shops = [...world.shops.all()].filter((shop) => shop.sellerId === id).map((shop) => shop.region);
    return { id, name, detail: shops.join(', ') };
  });
  return consentPage(
    'Authorize an app · TikTok Shop sandbox',
    'Let this app work with your shops?',
    `<form method="post">${hiddenFields(query, ['state', 'redirect_uri'])}<p>Sandbox of TikTok Shop. The app will read orders, ship packages and keep stock.</p>
${consentChoices('seller_id', choices)}${consentButtons('Refuse', 'Accept')}</form>`,
  );
}
