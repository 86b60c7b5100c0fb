import { consentButtons, consentChoices, consentPage } from '../stage/consent-html.ts';
import type { Gateway } from './gateway.ts';
import type { Shop } from './model.ts';
import { Refusal } from './refusal.ts';
import { endConsent, giveConsent } from './tokens.ts';
import type { World } from './world.ts';

const plainPaths = ['/auth', '/cancel_auth'];
const signedPaths = ['/api/v2/shop/auth_partner', '/api/v2/shop/cancel_auth_partner'];
const spans = [365, 180, 90, 30, 7];

export const isConsentPath = (path: string): boolean => plainPaths.includes(path) || signedPaths.includes(path);

export type ConsentAnswer =
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'refused'; readonly body: Readonly<Record<string, unknown>> };

/**
 * Both kinds of link, to give and to take back consent: the plain one of the current guide (`redirect_uri`, `state` comes back) and the
 * signed one of the older code (`redirect`, good for five minutes, no `state`). GET shows the form; POST decides with the fields
 * `decision` (`accept`, `refuse`), `account` (a shop's or the main account's id) and `days`.
 */
export function answerConsent(
  world: World,
  gateway: Gateway,
  request: { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly form: URLSearchParams },
): ConsentAnswer {
  const { method, path, query, form } = request;
  const isPlain = plainPaths.includes(path);
  const trouble = linkTrouble(world, gateway, path, query);
  if (trouble) return { kind: 'refused', body: trouble };
  const target = new URL(query.get(isPlain ? 'redirect_uri' : 'redirect') ?? '');
  if (method !== 'POST') return { kind: 'page', html: consentHtml(world, path.includes('cancel')) };
  if (form.get('decision') !== 'accept') return { kind: 'page', html: page('Nothing was changed', '<p>You may close this window.</p>') };
  const owner = accountOf(world, form.get('account') ?? '');
  if (!owner) return { kind: 'refused', body: { error: 'error_param', message: 'no such account' } };
  if (path.includes('cancel')) {
    endConsent(world, owner.shops, owner.mainAccountId);
    target.searchParams.set('shop_id', owner.shops[0]?.id ?? '');
    return { kind: 'redirect', location: target.href };
  }
  const code = giveConsent(world, owner.shops, Number(form.get('days') ?? 365), owner.mainAccountId);
  for (const [name, value] of Object.entries(callbackOf(owner, code))) target.searchParams.set(name, value);
  const state = query.get('state');
  if (isPlain && state !== null) target.searchParams.set('state', state);
  return { kind: 'redirect', location: target.href };
}

function linkTrouble(world: World, gateway: Gateway, path: string, query: URLSearchParams): Readonly<Record<string, unknown>> | undefined {
  const isPlain = plainPaths.includes(path);
  if (isPlain && query.get('partner_id') !== String(world.app.partnerId)) {
    return { code: 1, error: 'error_param', msg: 'partner_id is invalid' };
  }
  if (isPlain && query.get('response_type') !== 'code') return { code: 1, error: 'error_param', msg: 'response_type must be code' };
  try {
    if (!isPlain) gateway.checkLink(path, query);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { request_id: world.random.hex(32).toLowerCase(), error: error.error, message: error.message };
  }
  const address = query.get(isPlain ? 'redirect_uri' : 'redirect') ?? '';
  const { redirectDomain } = world.settings;
  if (!URL.canParse(address) || (redirectDomain !== '' && new URL(address).host !== redirectDomain)) {
    const msg = 'The domain of redirect_uri is not consistent with the Redirect URL Domain declared in console.';
    return { code: 1, error: 'error_param', msg };
  }
  return undefined;
}

interface Owner {
  readonly shops: readonly Shop[];
  readonly mainAccountId?: string;
}

/** A shop by its id, or all shops of a main account by the account's. */
export function accountOf(world: World, account: string): Owner | undefined {
  const shop = world.shops.get(account);
  if (shop) return { shops: [shop] };
  const shops = [...world.shops.all()].filter((candidate) => candidate.mainAccountId === account);
  return shops.length > 0 ? { shops, mainAccountId: account } : undefined;
}

/** What the redirect carries. */
export const callbackOf = (owner: Owner, code: string): Record<string, string> =>
  owner.mainAccountId === undefined ? { code, shop_id: owner.shops[0]?.id ?? '' } : { code, main_account_id: owner.mainAccountId };

function consentHtml(world: World, isEnding: boolean): string {
  const shops = [...world.shops.all()];
  const choices = shops.map(({ id, name, region }) => ({ id, name, detail: `Shop ${id} · ${region}` }));
  for (const id of new Set(shops.map((shop) => shop.mainAccountId))) choices.push({ id, name: 'All shops', detail: `Main account ${id}` });
  const options = spans.map((days) => `<option value="${days}">${days} days</option>`).join('');
  const span = isEnding ? '' : `<label>Authorize for <select name="days">${options}</select></label>`;
  const title = isEnding ? 'Take back the authorization?' : 'Authorize this app for your shop?';
  const buttons = consentButtons('Cancel', 'Confirm');
  return page(title, `<form method="post"><p>Sandbox of Shopee.</p>${consentChoices('account', choices)}${span}${buttons}</form>`);
}

const page = (title: string, content: string): string => consentPage(`${title} · Shopee sandbox`, title, content);
