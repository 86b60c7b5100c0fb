import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { type AmazonClient, sellerOf } from './client.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { submissionSchema, type WireSubmission } from './wire/listing.ts';

/** The address of a listing: the seller's code in one marketplace. */
export function listingAddress(access: ShopAccess, sku: string) {
  return { path: { sellerId: sellerOf(access), sku }, query: { marketplaceIds: [access.addressKey] } } as const;
}

export type Patch = { readonly op: 'merge' | 'replace'; readonly path: `/attributes/${string}`; readonly value: readonly object[] };

/** Fits every listing, as long as only its offer is touched: stock and price. */
export const anyProductType = 'PRODUCT';

/** Changes attributes of a listing. Throws `invalid` for what Amazon's rules refuse. */
export function patchListing(client: AmazonClient, access: ShopAccess, sku: string, productType: string, patches: readonly Patch[]) {
  return submitListing(client, access, endpoints.patchListing, sku, { productType, patches });
}

/** Sends a write and judges its answer: what Amazon's rules refuse comes with 200, too. Seen by buyers some minutes later. */
export async function submitListing(
  client: AmazonClient,
  access: ShopAccess,
  endpoint: Endpoint,
  sku: string,
  body?: object,
): Promise<void> {
  const { path, query } = listingAddress(access, sku);
  const answer = await client.call(access, endpoint, { path, query, ...(body ? { body } : {}), data: submissionSchema });
  assertAccepted(answer);
}

/** Throws `invalid` with the words and fields of the first error when the submission was not accepted. */
export function assertAccepted({ status, issues }: WireSubmission): void {
  if (status === 'ACCEPTED' || status === 'VALID') return;
  const errors = issues.filter(({ severity }) => severity === 'ERROR');
  const said = errors
    .map(({ message }) => message)
    .join(' ')
    .slice(0, 500);
  throw new PlatformFailure('invalid', `Amazon did not take the change: ${said || status}`, {
    vendorCode: errors[0]?.code || status,
    fields: [...new Set(errors.flatMap(({ attributeNames }) => attributeNames))],
  });
}
