import type { Region } from './model.ts';

export interface Marketplace {
  readonly id: string;
  readonly country: string;
  readonly region: Region;
  readonly name: string;
  readonly domain: string;
  readonly currency: string;
  readonly decimals: number;
  readonly language: string;
}

const row = (
  id: string,
  country: string,
  region: Region,
  domain: string,
  currency: string,
  language: string,
  decimals = 2,
): Marketplace => ({ id, country, region, name: domain.replace(/^a/, 'A'), domain: `www.${domain}`, currency, language, decimals });

/** Every marketplace of the "Marketplace IDs" page. */
export const marketplaces: readonly Marketplace[] = [
  row('ATVPDKIKX0DER', 'US', 'NA', 'amazon.com', 'USD', 'en_US'),
  row('A2EUQ1WTGCTBG2', 'CA', 'NA', 'amazon.ca', 'CAD', 'en_CA'),
  row('A1AM78C64UM0Y8', 'MX', 'NA', 'amazon.com.mx', 'MXN', 'es_MX'),
  row('A2Q3Y263D00KWC', 'BR', 'NA', 'amazon.com.br', 'BRL', 'pt_BR'),
  row('A28R8C7NBKEWEA', 'IE', 'EU', 'amazon.ie', 'EUR', 'en_IE'),
  row('A1RKKUPIHCS9HS', 'ES', 'EU', 'amazon.es', 'EUR', 'es_ES'),
  row('A1F83G8C2ARO7P', 'GB', 'EU', 'amazon.co.uk', 'GBP', 'en_GB'),
  row('A13V1IB3VIYZZH', 'FR', 'EU', 'amazon.fr', 'EUR', 'fr_FR'),
  row('AMEN7PMS3EDWL', 'BE', 'EU', 'amazon.com.be', 'EUR', 'fr_BE'),
  row('A1805IZSGTT6HS', 'NL', 'EU', 'amazon.nl', 'EUR', 'nl_NL'),
  row('A1PA6795UKMFR9', 'DE', 'EU', 'amazon.de', 'EUR', 'de_DE'),
  row('APJ6JRA9NG5V4', 'IT', 'EU', 'amazon.it', 'EUR', 'it_IT'),
  row('A2NODRKZP88ZB9', 'SE', 'EU', 'amazon.se', 'SEK', 'sv_SE'),
  row('AE08WJ6YKNBMC', 'ZA', 'EU', 'amazon.co.za', 'ZAR', 'en_ZA'),
  row('A1C3SOZRARQ6R3', 'PL', 'EU', 'amazon.pl', 'PLN', 'pl_PL'),
  row('ARBP9OOSHTCHU', 'EG', 'EU', 'amazon.eg', 'EGP', 'ar_EG'),
  row('A33AVAJ2PDY3EV', 'TR', 'EU', 'amazon.com.tr', 'TRY', 'tr_TR'),
  row('A17E79C6D8DWNP', 'SA', 'EU', 'amazon.sa', 'SAR', 'ar_SA'),
  row('A2VIGQ35RCS4UG', 'AE', 'EU', 'amazon.ae', 'AED', 'en_AE'),
  row('A21TJRUUN4KGV', 'IN', 'EU', 'amazon.in', 'INR', 'en_IN'),
  row('A19VAU5U5O7RUS', 'SG', 'FE', 'amazon.sg', 'SGD', 'en_SG'),
  row('A39IBJ37TRP1C6', 'AU', 'FE', 'amazon.com.au', 'AUD', 'en_AU'),
  row('A1VC38T7YXB528', 'JP', 'FE', 'amazon.co.jp', 'JPY', 'ja_JP', 0),
];

const byId = new Map(marketplaces.map((marketplace) => [marketplace.id, marketplace]));

export const findMarketplace = (id: string): Marketplace | undefined => byId.get(id);

/** @throws RangeError for an id that is none. */
export function marketplaceOf(id: string): Marketplace {
  const marketplace = byId.get(id);
  if (!marketplace) throw new RangeError(`no marketplace ${id}`);
  return marketplace;
}
