import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import type { OfferPlace } from './listing-draft.ts';
import { json } from './read-answer.ts';
import { fulfillmentPoliciesSchema, paymentPoliciesSchema, returnPoliciesSchema } from './wire/account.ts';
import { locationsSchema } from './wire/inventory.ts';

/**
 * What every offer names beside its goods: where they lie, and the seller's policies of this marketplace; the first of each that eBay
 * names. Policies of another marketplace would be taken, and refused with words that mislead when the offer is published.
 */
export async function readOfferPlace(client: EbayClient, access: ShopAccess): Promise<OfferPlace> {
  const marketplaceId = access.addressKey;
  const query = { marketplace_id: marketplaceId };
  const isHere = (policy: { marketplaceId: string }) => policy.marketplaceId === '' || policy.marketplaceId === marketplaceId;
  const [shipping, payment, returns, places] = await Promise.all([
    client.call(access, endpoints.getFulfillmentPolicies, { query, answer: json(fulfillmentPoliciesSchema) }),
    client.call(access, endpoints.getPaymentPolicies, { query, answer: json(paymentPoliciesSchema) }),
    client.call(access, endpoints.getReturnPolicies, { query, answer: json(returnPoliciesSchema) }),
    client.call(access, endpoints.getLocations, { query: { limit: '100' }, answer: json(locationsSchema) }),
  ]);
  const fulfillmentPolicyId = shipping.fulfillmentPolicies.find(isHere)?.fulfillmentPolicyId;
  const paymentPolicyId = payment.paymentPolicies.find(isHere)?.paymentPolicyId;
  const returnPolicyId = returns.returnPolicies.find(isHere)?.returnPolicyId;
  const location = places.locations.find(({ merchantLocationStatus }) => merchantLocationStatus !== 'DISABLED');
  if (fulfillmentPolicyId && paymentPolicyId && returnPolicyId && location) {
    const listingPolicies = { fulfillmentPolicyId, paymentPolicyId, returnPolicyId };
    return { marketplaceId, merchantLocationKey: location.merchantLocationKey, listingPolicies };
  }
  const missing = [
    ...(fulfillmentPolicyId ? [] : ['a shipping policy']),
    ...(paymentPolicyId ? [] : ['a payment policy']),
    ...(returnPolicyId ? [] : ['a return policy']),
    ...(location ? [] : ['a place where stock lies']),
  ].join(', ');
  throw new PlatformFailure('invalid', `eBay lists nothing before the seller has set up, for ${marketplaceId}: ${missing}`);
}
