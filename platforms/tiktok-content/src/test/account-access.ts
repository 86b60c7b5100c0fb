import { Secret } from '@shopfleet/kernel';
import { type AccountAccess, type Platform, PlatformFailure, type TokenGrant } from '@shopfleet/platform-kit';

/** Tokens of one account, renewed once however many callers ask, as the hub does it. */
export function accessOf(platform: Platform, first: TokenGrant): AccountAccess {
  let grant = first;
  let renewing: Promise<Secret> | undefined;
  async function renew(): Promise<Secret> {
    try {
      grant = await platform.connect.refresh(grant.refreshToken ?? new Secret(''));
      return grant.accessToken;
    } catch (error) {
      // As the hub's own source says it: without a vendor code, nothing is left to try.
      if (error instanceof PlatformFailure && error.kind === 'forbidden') throw new PlatformFailure('auth-expired', error.message);
      throw error;
    } finally {
      renewing = undefined;
    }
  }
  return {
    externalId: first.externalAccountId,
    scopes: first.scopes,
    token: async (refused) => {
      if (renewing) return renewing;
      if (refused?.reveal() !== grant.accessToken.reveal()) return grant.accessToken;
      renewing = renew();
      return renewing;
    },
  };
}
