/**
 * A listing's number changes whenever it is put up again, and a draft has none; what stays is the seller's code of a single item, and
 * the key of a group of variations. `group:` tells them apart.
 */
export type ListingKey = { readonly sku: string } | { readonly group: string };

const groupMark = 'group:';

export function readListingId(externalId: string): ListingKey {
  return externalId.startsWith(groupMark) ? { group: externalId.slice(groupMark.length) } : { sku: externalId };
}

export function listingIdOf(key: ListingKey): string {
  return 'group' in key ? `${groupMark}${key.group}` : key.sku;
}
