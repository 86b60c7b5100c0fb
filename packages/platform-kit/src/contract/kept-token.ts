import type { Secret } from '@shopfleet/kernel';
import type { ShopAccess, TokenGrant } from '../port.ts';

/** A `token` as the hub gives it: a refused one is refreshed once for all callers. `refresh` makes the next grant of the last one. */
export function keptToken(first: TokenGrant, refresh: (last: TokenGrant) => Promise<TokenGrant>): ShopAccess['token'] {
  let grant = first;
  let refreshing: Promise<Secret> | undefined;
  const renew = async (): Promise<Secret> => {
    grant = await refresh(grant);
    refreshing = undefined;
    return grant.accessToken;
  };
  return async (refused) => {
    if (refused?.reveal() !== grant.accessToken.reveal()) return grant.accessToken;
    refreshing ??= renew();
    return refreshing;
  };
}
