import type { Secret } from '@shopfleet/kernel';

/** What a grant brings. Lifetimes come from the answer, never from a constant. */
export interface TokenGrant {
  readonly accessToken: Secret;
  /** Undefined when the answer named none: the old one stays. */
  readonly refreshToken: Secret | undefined;
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date | undefined;
  readonly scopes: readonly string[];
  readonly externalAccountId: string;
  readonly accountName: string;
  /** Where one consent opened several accounts: all of them. Each becomes a connection that begins with these tokens and is renewed alone. */
  readonly externalAccountIds?: readonly string[];
}

export interface PlatformShop {
  readonly externalId: string;
  readonly name: string;
  readonly region: string;
  /** What the platform wants beside the id to address the shop (TikTok Shop: the cipher); '' when nothing. */
  readonly addressKey: string;
}

/**
 * The right to act for a shop. `token` gives the current access token; called with the token that was just refused as
 * expired, it refreshes once for all processes and gives the new one.
 */
export interface ShopAccess {
  readonly externalId: string;
  readonly region: string;
  readonly addressKey: string;
  token(refused?: Secret): Promise<Secret>;
}

/** What the consent was begun with. `verifier` is the PKCE code verifier (43–128 characters of RFC 7636). */
export interface ConsentProof {
  readonly redirectUrl: string;
  readonly verifier: string;
  /** Who consented, where the redirect says so beside the code. */
  readonly account?: string;
}

/** What a redirect brought: the code and, where the platform says it there, the account that consented; or why there is none. */
export type ConsentAnswer = { readonly code: string; readonly account?: string } | { readonly denied: string };

export interface ConnectCapability {
  /** The one account whose grant this hub was set up with: it is connected without asking anybody. Missing where sellers consent. */
  readonly ownAccount?: string;
  authorizationUrl(input: { state: string; redirectUrl: string; region?: string; verifier?: string }): string;
  /** Reads the platform's redirect. */
  readCallback(query: Readonly<Record<string, string>>): ConsentAnswer;
  /** `consent` is what the authorization address was made with, for platforms that want to see it again. */
  exchangeCode(code: string, consent?: ConsentProof): Promise<TokenGrant>;
  /** `mayLeave` is asked at the last moment; when it says no, nothing is sent and the call fails as `unavailable`. */
  refresh(refreshToken: Secret, options?: { mayLeave?: () => boolean; externalAccountId?: string }): Promise<TokenGrant>;
  /** The shops that a grant opens; a platform of content accounts has none. */
  listShops(accessToken: Secret, externalAccountId: string): Promise<readonly PlatformShop[]>;
  /** The cheapest real call that shows whether a token works; `listShops` where there is none. */
  probe?(accessToken: Secret, externalAccountId: string): Promise<void>;
  /** Ends the grant at the platform where it can be ended. */
  revoke?(access: ShopAccess): Promise<void>;
  /** Asks the platform to send this shop's events to `url`; safe to repeat. */
  subscribe?(access: ShopAccess, url: string): Promise<void>;
}
