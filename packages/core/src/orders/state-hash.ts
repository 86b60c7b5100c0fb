import { createHash } from 'node:crypto';
import type { PlatformOrder } from '@shopfleet/platform-kit';

const byId = (a: { readonly externalId: string }, b: { readonly externalId: string }): number => (a.externalId < b.externalId ? -1 : 1);

/**
 * A hash of what matters in an order's state: status, wish to cancel, lines, packages with their lines. Texts, carriers and numbers are
 * left out: some marketplaces tell more of them in one call than in another.
 */
export function stateHash({ status, isCancelRequested, lines, packages }: PlatformOrder): string {
  const state = [
    status,
    isCancelRequested,
    lines.toSorted(byId).map((line) => [line.externalId, line.quantity, line.status]),
    packages.toSorted(byId).map((parcel) => [parcel.externalId, parcel.status, parcel.externalLineIds.toSorted(), parcel.quantities ?? {}]),
  ];
  return createHash('sha1').update(JSON.stringify(state)).digest('base64url');
}
