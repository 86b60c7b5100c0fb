import type { Schemas } from '../../lib/api.ts';
import type { Platform } from './shop-queries.ts';
import type { PlatformSlug } from './shop-status.ts';

type Breaker = Schemas['Health']['circuitBreakers'][number];

/** What the operator sets in the hub's environment before a marketplace can be connected; see the configuration reference. */
export const neededVariables: Readonly<Record<PlatformSlug, readonly string[]>> = {
  tiktok: ['TIKTOK_APP_KEY', 'TIKTOK_APP_SECRET', 'TIKTOK_SERVICE_ID'],
  shopee: ['SHOPEE_PARTNER_ID', 'SHOPEE_PARTNER_KEY'],
  ebay: ['EBAY_CLIENT_ID', 'EBAY_CLIENT_SECRET', 'EBAY_REDIRECT_URI'],
  amazon: ['AMAZON_CLIENT_ID', 'AMAZON_CLIENT_SECRET', 'AMAZON_APPLICATION_ID'],
};

/** The calls of a marketplace that are held back at present: the second word of a breaker's name is what they are about. */
export function heldBack(platform: Platform, breakers: readonly Breaker[]): readonly { what: string; since: string }[] {
  return breakers
    .filter(({ name, state }) => state !== 'closed' && name.split(' ')[0] === platform.platform)
    .map(({ name, changedAt }) => ({ what: name.split(' ').slice(1).join(' '), since: changedAt }));
}

/** True when the hub buys labels at the marketplace, which then wants to know sender and parcel. */
export const sellsLabels = (platform: Platform | undefined): boolean =>
  platform?.deeds.some(({ deed, isSupported }) => deed === 'label-purchase' && isSupported) ?? false;
