import { HubError } from '@shopfleet/kernel';
import type { Platform, PlatformDeed } from '@shopfleet/platform-kit';

/** Deeds that need a member of the port; a platform without the member cannot do them, whatever its manifest says. */
const memberOf: { readonly [D in PlatformDeed]?: (platform: Platform) => unknown } = {
  orders: ({ orders }) => orders,
  'own-carrier': ({ fulfilment }) => fulfilment,
  'platform-shipping': ({ fulfilment }) => fulfilment,
  labels: ({ labels }) => labels,
  split: ({ fulfilment }) => fulfilment?.split,
  combine: ({ fulfilment }) => fulfilment?.combine,
  'cancel-order': ({ orders }) => orders?.cancel,
  'answer-cancellation': ({ orders }) => orders?.answerCancellation,
  listings: ({ listings }) => listings,
  'listing-create': ({ listings }) => listings?.create,
  'listing-update': ({ listings }) => listings?.update,
  'listing-activate': ({ listings }) => listings?.setActive,
  'listing-remove': ({ listings }) => listings?.remove,
  'listing-images': ({ listings }) => listings?.uploadImage,
  'price-write': ({ listings }) => listings?.writePrice,
  'stock-read': ({ stock }) => stock,
  'stock-write': ({ stock }) => stock,
  revoke: ({ connect }) => connect.revoke,
};

/** Why a platform cannot do this, for people; undefined when it can. */
export function whyNot(platform: Platform, deed: PlatformDeed): string | undefined {
  const words = platform.manifest.unsupported[deed];
  if (words !== undefined) return words;
  const member = memberOf[deed];
  return member && member(platform) === undefined ? `The hub cannot do this at ${platform.manifest.title}` : undefined;
}

/** `capability`, when the platform has it. Throws `PLATFORM_UNSUPPORTED` in the platform's own words. */
export function requireDeed<T>(platform: Platform, deed: PlatformDeed, capability: T | undefined): T {
  const words = whyNot(platform, deed);
  if (words === undefined && capability !== undefined) return capability;
  throw new HubError('PLATFORM_UNSUPPORTED', { message: words ?? `The hub cannot do this at ${platform.manifest.title}` });
}
