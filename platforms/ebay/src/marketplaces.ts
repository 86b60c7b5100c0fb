/** What a marketplace of eBay is to us: whose country, which language its texts are written in, and where buyers look at a listing. */
export interface Marketplace {
  readonly country: string;
  /** For `Content-Language`. */
  readonly locale: string;
  readonly site: string;
}

const place = (country: string, locale: string, site: string): Marketplace => ({ country, locale, site });

const marketplaces: Readonly<Record<string, Marketplace>> = {
  EBAY_AT: place('AT', 'de-AT', 'www.ebay.at'),
  EBAY_AU: place('AU', 'en-AU', 'www.ebay.com.au'),
  EBAY_BE: place('BE', 'fr-BE', 'www.befr.ebay.be'),
  EBAY_CA: place('CA', 'en-CA', 'www.ebay.ca'),
  EBAY_CH: place('CH', 'de-CH', 'www.ebay.ch'),
  EBAY_DE: place('DE', 'de-DE', 'www.ebay.de'),
  EBAY_ES: place('ES', 'es-ES', 'www.ebay.es'),
  EBAY_FR: place('FR', 'fr-FR', 'www.ebay.fr'),
  EBAY_GB: place('GB', 'en-GB', 'www.ebay.co.uk'),
  EBAY_HK: place('HK', 'zh-HK', 'www.ebay.com.hk'),
  EBAY_IE: place('IE', 'en-IE', 'www.ebay.ie'),
  EBAY_IT: place('IT', 'it-IT', 'www.ebay.it'),
  EBAY_MOTORS_US: place('US', 'en-US', 'www.ebay.com'),
  EBAY_MY: place('MY', 'en-US', 'www.ebay.com.my'),
  EBAY_NL: place('NL', 'nl-NL', 'www.ebay.nl'),
  EBAY_PH: place('PH', 'en-PH', 'www.ebay.ph'),
  EBAY_PL: place('PL', 'pl-PL', 'www.ebay.pl'),
  EBAY_SG: place('SG', 'en-US', 'www.ebay.com.sg'),
  EBAY_TH: place('TH', 'th-TH', 'www.ebay.com'),
  EBAY_TW: place('TW', 'zh-TW', 'www.ebay.com'),
  EBAY_US: place('US', 'en-US', 'www.ebay.com'),
  EBAY_VN: place('VN', 'en-US', 'www.ebay.com'),
};

/** Countries that eBay has a marketplace for. */
export const marketplaceCountries: readonly string[] = [...new Set(Object.values(marketplaces).map(({ country }) => country))].sort();

/** A marketplace by its id; one that this version does not know is named after its country, in English. */
export function marketplaceOf(id: string): Marketplace {
  const known = Object.hasOwn(marketplaces, id) ? marketplaces[id] : undefined;
  return known ?? place(/^EBAY_([A-Z]{2})$/.exec(id)?.[1] ?? 'US', 'en-US', 'www.ebay.com');
}

/** Whether the rules of the European Union on product codes ask for an EAN where the United States ask for a UPC. */
export function takesUpc(marketplaceId: string): boolean {
  return ['US', 'CA'].includes(marketplaceOf(marketplaceId).country);
}
