import type { Contact } from './model.ts';

interface Place {
  readonly addressLine1: string;
  readonly city: string;
  readonly stateOrProvince: string;
  readonly postalCode: string;
}

export interface Market {
  readonly marketplaceId: string;
  readonly country: string;
  readonly currency: string;
  /** As `Content-Language` and `Accept-Language` write it. */
  readonly language: string;
  readonly decimals: number;
  readonly serviceCode: string;
  readonly carrierCode: string;
  readonly shippingMinor: number;
  readonly dialCode: string;
  readonly names: readonly string[];
  readonly places: readonly Place[];
}

const unitedStates: Market = {
  marketplaceId: 'EBAY_US',
  country: 'US',
  currency: 'USD',
  language: 'en-US',
  decimals: 2,
  serviceCode: 'USPSGroundAdvantage',
  carrierCode: 'USPS',
  shippingMinor: 495,
  dialCode: '1',
  names: ['Emily Johnson', 'Michael Davis', 'Ashley Martinez', 'Joshua Brown'],
  places: [
    { addressLine1: '482 Maple Avenue Apt 6', city: 'Austin', stateOrProvince: 'TX', postalCode: '78704' },
    { addressLine1: '1900 Elm Street', city: 'Denver', stateOrProvince: 'CO', postalCode: '80205' },
  ],
};

const germany: Market = {
  marketplaceId: 'EBAY_DE',
  country: 'DE',
  currency: 'EUR',
  language: 'de-DE',
  decimals: 2,
  serviceCode: 'DE_DHLPaket',
  carrierCode: 'DHL',
  shippingMinor: 549,
  dialCode: '49',
  names: ['Jürgen Weiß', 'Anna Müller', 'Zoë Krämer'],
  places: [
    { addressLine1: 'Schönhauser Allee 12', city: 'Berlin', stateOrProvince: 'Berlin', postalCode: '10119' },
    { addressLine1: 'Große Bleichen 3', city: 'Hamburg', stateOrProvince: 'Hamburg', postalCode: '20354' },
  ],
};

const markets = new Map([unitedStates, germany].map((market) => [market.marketplaceId, market]));

/** @throws RangeError for a marketplace that this sandbox does not have. */
export function marketOf(marketplaceId: string): Market {
  const market = markets.get(marketplaceId);
  if (!market) throw new RangeError(`no marketplace ${marketplaceId} in this sandbox`);
  return market;
}

export const isMarketplace = (id: string): boolean => markets.has(id);

const languages = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'fr-BE', 'fr-CA'];
const moreLanguages = ['it-IT', 'es-ES', 'nl-NL', 'nl-BE', 'pl-PL', 'zh-HK', 'zh-TW', 'en-SG', 'en-MY', 'en-PH', 'en-HK'];

export const isLanguage = (text: string | undefined): boolean =>
  text !== undefined && (languages.includes(text) || moreLanguages.includes(text));

/** Somebody of that market who buys. */
export function inventContact(market: Market, pick: <T>(items: readonly T[]) => T, digits: string): Contact {
  return {
    fullName: pick(market.names),
    ...pick(market.places),
    countryCode: market.country,
    phoneNumber: `+${market.dialCode} ${digits}`,
    email: `${digits}@members.ebay.com`,
  };
}
