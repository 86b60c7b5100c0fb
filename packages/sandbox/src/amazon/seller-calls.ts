import { type Answer, type Call, sellerOf } from './call.ts';
import { marketplaceOf } from './marketplaces.ts';

/** Every marketplace of the seller's account, also those where nothing is sold. */
export function getMarketplaceParticipations(call: Call): Answer {
  const seller = sellerOf(call);
  const view = (id: string, isParticipating: boolean) => {
    const { name, country, currency, language, domain } = marketplaceOf(id);
    return {
      marketplace: {
        id,
        name,
        countryCode: country,
        defaultCurrencyCode: currency,
        defaultLanguageCode: language,
        domainName: domain,
      },
      participation: { isParticipating, hasSuspendedListings: false },
      storeName: seller.name,
    };
  };
  return {
    payload: [...seller.marketplaceIds.map((id) => view(id, true)), ...seller.dormantMarketplaceIds.map((id) => view(id, false))],
  };
}
