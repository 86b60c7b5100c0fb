import { consentButtons, consentChoices, consentPage, hiddenFields } from '../stage/consent-html.ts';
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
  const choices = sellers.map(({ id, name, region, marketplaceIds }) => {
    const shops = marketplaceIds.map((marketplaceId) => marketplaceOf(marketplaceId).name).join(', ');
    return { id, name, detail: `${region}: ${shops}` };
  });
  return consentPage(
    'Authorize an application · Amazon sandbox',
    'Let this application work with your selling account?',
    `<form method="post">${hiddenFields(query, ['state', 'redirect_uri'])}<p>Sandbox of Amazon Seller Central. ${escapeHtml(world.app.applicationId)} will read orders, buy labels and keep stock.</p>
${consentChoices('seller_id', choices)}${consentButtons('Refuse', 'Confirm')}</form>`,
  );
}
