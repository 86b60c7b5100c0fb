import { amountMinor } from '../stage/amounts.ts';
import { isObject, isWhole, type JsonObject, objectField, textField } from './call.ts';
import { wrongValue } from './item-document.ts';
import { marketOf } from './markets.ts';
import type { Document, Offer } from './model.ts';

export interface Price {
  readonly priceMinor: number;
  readonly currency: string;
}

/** An amount above 0 in the currency of the marketplace. @throws Refusal 25709 */
export function readPrice(value: unknown, marketplaceId: string): Price {
  const market = marketOf(marketplaceId);
  if (!isObject(value) || value.currency !== market.currency) throw wrongValue('price');
  // One decimal is as good as two.
  const priceMinor = typeof value.value === 'string' ? amountMinor(value.value, market.decimals) : undefined;
  if (priceMinor === undefined || priceMinor === 0) throw wrongValue('price');
  return { priceMinor, currency: market.currency };
}

export type OfferDocument = Pick<Offer, 'content'> & Partial<Pick<Offer, 'priceMinor' | 'currency' | 'availableQuantity'>>;

/** An offer as it is written; price and quantity are kept apart from the rest. @throws Refusal 25709 */
export function readOffer(body: JsonObject, marketplaceId: string): OfferDocument {
  const { sku: _sku, marketplaceId: _id, format: _format, availableQuantity, pricingSummary, ...content } = body;
  if (availableQuantity !== undefined && !isWhole(availableQuantity)) throw wrongValue('availableQuantity');
  const pricing = isObject(pricingSummary) ? pricingSummary : {};
  const price = pricing.price === undefined ? {} : readPrice(pricing.price, marketplaceId);
  const { price: _price, ...otherPricing } = pricing;
  return {
    content: Object.keys(otherPricing).length > 0 ? { ...content, pricingSummary: otherPricing } : content,
    ...price,
    ...(availableQuantity === undefined ? {} : { availableQuantity }),
  };
}

export const policiesOf = (content: Document): JsonObject => objectField(content, 'listingPolicies') ?? {};
export const locationKeyOf = (content: Document): string | undefined => textField(content, 'merchantLocationKey');
