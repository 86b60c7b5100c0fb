import { PlatformFailure } from '@shopfleet/platform-kit';

/** Amazon's three worlds: a grant is for one of them, and each has its own host. */
export const sellingRegions = ['na', 'eu', 'fe'] as const;
export type SellingRegion = (typeof sellingRegions)[number];

export interface Marketplace {
  readonly id: string;
  readonly country: string;
  readonly region: SellingRegion;
  /** Where its sellers give consent. */
  readonly sellerCentral: string;
  /** Where buyers see it, without `www.`. */
  readonly site: string;
  readonly currency: string;
  /** The language of its texts, as listings name it. */
  readonly language: string;
}

/** Marketplace ids and Seller Central hosts: SP-API documentation "Marketplace IDs", "Seller Central URLs" (read 2026-11-21). */
const rows: readonly (readonly [string, string, SellingRegion, string, string, string, string])[] = [
  ['A2EUQ1WTGCTBG2', 'CA', 'na', 'sellercentral.amazon.ca', 'amazon.ca', 'CAD', 'en_CA'],
  ['ATVPDKIKX0DER', 'US', 'na', 'sellercentral.amazon.com', 'amazon.com', 'USD', 'en_US'],
  ['A1AM78C64UM0Y8', 'MX', 'na', 'sellercentral.amazon.com.mx', 'amazon.com.mx', 'MXN', 'es_MX'],
  ['A2Q3Y263D00KWC', 'BR', 'na', 'sellercentral.amazon.com.br', 'amazon.com.br', 'BRL', 'pt_BR'],
  ['A28R8C7NBKEWEA', 'IE', 'eu', 'sellercentral.amazon.ie', 'amazon.ie', 'EUR', 'en_IE'],
  ['A1RKKUPIHCS9HS', 'ES', 'eu', 'sellercentral-europe.amazon.com', 'amazon.es', 'EUR', 'es_ES'],
  ['A1F83G8C2ARO7P', 'GB', 'eu', 'sellercentral-europe.amazon.com', 'amazon.co.uk', 'GBP', 'en_GB'],
  ['A13V1IB3VIYZZH', 'FR', 'eu', 'sellercentral-europe.amazon.com', 'amazon.fr', 'EUR', 'fr_FR'],
  ['AMEN7PMS3EDWL', 'BE', 'eu', 'sellercentral.amazon.com.be', 'amazon.com.be', 'EUR', 'fr_BE'],
  ['A1805IZSGTT6HS', 'NL', 'eu', 'sellercentral.amazon.nl', 'amazon.nl', 'EUR', 'nl_NL'],
  ['A1PA6795UKMFR9', 'DE', 'eu', 'sellercentral-europe.amazon.com', 'amazon.de', 'EUR', 'de_DE'],
  ['APJ6JRA9NG5V4', 'IT', 'eu', 'sellercentral-europe.amazon.com', 'amazon.it', 'EUR', 'it_IT'],
  ['A2NODRKZP88ZB9', 'SE', 'eu', 'sellercentral.amazon.se', 'amazon.se', 'SEK', 'sv_SE'],
  ['AE08WJ6YKNBMC', 'ZA', 'eu', 'sellercentral.amazon.co.za', 'amazon.co.za', 'ZAR', 'en_ZA'],
  ['A1C3SOZRARQ6R3', 'PL', 'eu', 'sellercentral.amazon.pl', 'amazon.pl', 'PLN', 'pl_PL'],
  ['ARBP9OOSHTCHU', 'EG', 'eu', 'sellercentral.amazon.eg', 'amazon.eg', 'EGP', 'ar_AE'],
  ['A33AVAJ2PDY3EV', 'TR', 'eu', 'sellercentral.amazon.com.tr', 'amazon.com.tr', 'TRY', 'tr_TR'],
  ['A17E79C6D8DWNP', 'SA', 'eu', 'sellercentral.amazon.sa', 'amazon.sa', 'SAR', 'ar_AE'],
  ['A2VIGQ35RCS4UG', 'AE', 'eu', 'sellercentral.amazon.ae', 'amazon.ae', 'AED', 'en_AE'],
  ['A21TJRUUN4KGV', 'IN', 'eu', 'sellercentral.amazon.in', 'amazon.in', 'INR', 'en_IN'],
  ['A19VAU5U5O7RUS', 'SG', 'fe', 'sellercentral.amazon.sg', 'amazon.sg', 'SGD', 'en_SG'],
  ['A39IBJ37TRP1C6', 'AU', 'fe', 'sellercentral.amazon.com.au', 'amazon.com.au', 'AUD', 'en_AU'],
  ['A1VC38T7YXB528', 'JP', 'fe', 'sellercentral.amazon.co.jp', 'amazon.co.jp', 'JPY', 'ja_JP'],
];

export const marketplaces: readonly Marketplace[] = rows.map(([id, country, region, sellerCentral, site, currency, language]) => ({
  id,
  country,
  region,
  sellerCentral,
  site,
  currency,
  language,
}));

const byId = new Map(marketplaces.map((marketplace) => [marketplace.id, marketplace]));

export function findMarketplace(id: string): Marketplace | undefined {
  return byId.get(id);
}

/** The marketplace of a shop. Throws `unsupported` for one that this version does not know. */
export function marketplaceOf(id: string): Marketplace {
  const found = byId.get(id);
  if (!found) throw new PlatformFailure('unsupported', `Amazon's marketplace ${id} is not known to this version`);
  return found;
}

/** Where sellers of a country give consent; sellers who named none begin in the United States. */
export function sellerCentralOf(country: string | undefined): string {
  return marketplaces.find((marketplace) => marketplace.country === country)?.sellerCentral ?? 'sellercentral.amazon.com';
}
