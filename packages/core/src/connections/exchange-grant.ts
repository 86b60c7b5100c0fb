import { crashPoint, HubError } from '@shopfleet/kernel';
import { type Platform, PlatformFailure, type PlatformShop, type TokenGrant } from '@shopfleet/platform-kit';
import type { FinishedConsent } from './finish-consent.ts';

type Exchange = Pick<FinishedConsent, 'platform' | 'code' | 'proof'>;

/** Trades the code for tokens. Throws `HubError` with what the account's owner can do. */
export async function exchangeForGrant({ platform, code, proof }: Exchange): Promise<TokenGrant> {
  crashPoint('connections.before-code-exchange');
  try {
    const grant = await platform.connect.exchangeCode(code, proof);
    crashPoint('connections.after-code-exchange');
    return grant;
  } catch (cause) {
    const { title } = platform.manifest;
    throw exchangeError(platform, cause, `${title} did not accept the code (it works once, for a short time). Begin the connection again`);
  }
}

/** A grant and the shops that it opens. */
export interface GrantedShops {
  readonly grant: TokenGrant;
  readonly shops: readonly PlatformShop[];
}

/** Trades the code for tokens and asks which shops they open, account by account. Throws `HubError` with what the seller can do. */
export async function exchangeForShops(exchange: Exchange): Promise<readonly GrantedShops[]> {
  const { connect, manifest } = exchange.platform;
  const { externalAccountIds, ...grant } = await exchangeForGrant(exchange);
  const accounts = externalAccountIds ?? [grant.externalAccountId];
  try {
    const granted: GrantedShops[] = [];
    for (const externalAccountId of accounts) {
      const shops = await connect.listShops(grant.accessToken, externalAccountId);
      if (shops.length > 0) granted.push({ grant: { ...grant, externalAccountId }, shops });
    }
    if (granted.length > 0) return granted;
  } catch (cause) {
    const refused = `${manifest.title} did not show the shops of this account. Check the app's scopes and begin again`;
    throw exchangeError(exchange.platform, cause, refused);
  }
  throw new HubError('PLATFORM_REJECTED', { message: `This ${manifest.title} account has no shop that this app may see` });
}

function exchangeError({ manifest }: Platform, cause: unknown, refused: string): HubError {
  if (!(cause instanceof PlatformFailure)) throw cause;
  const isPassing = ['unavailable', 'rate-limited', 'outcome-unknown'].includes(cause.kind);
  if (isPassing)
    return new HubError('PLATFORM_UNAVAILABLE', { message: `${manifest.title} did not answer; begin the connection again`, cause });
  return new HubError('OAUTH_CODE_REFUSED', { message: refused, cause });
}
