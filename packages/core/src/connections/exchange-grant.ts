import { HubError } from '@shopfleet/kernel';
import { type Platform, PlatformFailure, type PlatformShop, type TokenGrant } from '@shopfleet/platform-kit';

/** Trades the code for tokens and asks which shops they open. Throws `HubError` with what the seller can do. */
export async function exchangeForGrant(platform: Platform, code: string): Promise<{ grant: TokenGrant; shops: readonly PlatformShop[] }> {
  const { connect, manifest } = platform;
  let grant: TokenGrant;
  try {
    grant = await connect.exchangeCode(code);
  } catch (cause) {
    throw exchangeError(cause, `${manifest.title} did not accept the code (it works once, for a short time). Begin the connection again`);
  }
  try {
    const shops = await connect.listShops(grant.accessToken);
    if (shops.length > 0) return { grant, shops };
  } catch (cause) {
    throw exchangeError(cause, `${manifest.title} did not show the shops of this account. Check the app's scopes and begin again`);
  }
  throw new HubError('PLATFORM_REJECTED', { message: `This ${manifest.title} account has no shop that this app may see` });
}

function exchangeError(cause: unknown, refused: string): HubError {
  if (!(cause instanceof PlatformFailure)) throw cause;
  const isPassing = ['unavailable', 'rate-limited', 'outcome-unknown'].includes(cause.kind);
  if (isPassing)
    return new HubError('PLATFORM_UNAVAILABLE', { message: 'The marketplace did not answer; begin the connection again', cause });
  return new HubError('OAUTH_CODE_REFUSED', { message: refused, cause });
}
