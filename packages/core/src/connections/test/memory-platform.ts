import { Secret } from '@shopfleet/kernel';
import { type Platform, PlatformFailure, type PlatformShop, type TokenGrant } from '@shopfleet/platform-kit';

export interface MemoryPlatform extends Platform {
  /** A seller's consent: the code opens these shops, once. */
  consent(account: string, shops: readonly PlatformShop[]): string;
  /** What the marketplace was asked to do. */
  readonly asked: { revoked: string[]; subscribed: string[]; refreshes: number };
  /** What the next calls meet. */
  trouble: { refuseTokens?: boolean; emptyRefresh?: boolean; failure?: PlatformFailure };
}

/** A marketplace that lives in memory: who consented, and which tokens open which shops. */
export function createMemoryPlatform(name: string, slug = name): MemoryPlatform {
  const codes = new Map<string, { account: string; shops: readonly PlatformShop[] }>();
  const tokens = new Map<string, { account: string; shops: readonly PlatformShop[] }>();
  const refreshTokens = new Map<string, { account: string; shops: readonly PlatformShop[] }>();
  let count = 0;
  const platform: MemoryPlatform = {
    asked: { revoked: [], subscribed: [], refreshes: 0 },
    trouble: {},
    manifest: {
      platform: name,
      slug,
      title: `Market ${name}`,
      regions: ['ID', 'US'],
      auth: { kind: 'oauth-code', usesPkce: false, scopes: ['orders'] },
      requestsPerSecond: 50,
      webhookTopics: [],
      unsupported: {},
      links: [],
    },
    consent(account, shops) {
      count += 1;
      codes.set(`code-${count}`, { account, shops });
      return `code-${count}`;
    },
    verifyWebhook: () => ({ isGenuine: false, reason: 'signature' }),
    connect: {
      authorizationUrl: ({ state, redirectUrl }) => `https://market.example/consent?state=${state}&back=${encodeURIComponent(redirectUrl)}`,
      readCallback: (query) => (query.code ? { code: query.code } : { denied: 'The seller refused' }),
      async exchangeCode(code) {
        const consent = codes.get(code);
        codes.delete(code);
        if (!consent) throw new PlatformFailure('forbidden', 'the code is used or wrong');
        return grantFor(consent);
      },
      async refresh(token) {
        platform.asked.refreshes += 1;
        if (platform.trouble.failure) throw platform.trouble.failure;
        const owner = refreshTokens.get(token.reveal());
        if (!owner) throw new PlatformFailure('forbidden', 'the refresh token is wrong');
        const grant = grantFor(owner);
        return platform.trouble.emptyRefresh ? { ...grant, refreshToken: undefined } : grant;
      },
      async listShops(token) {
        const owner = tokens.get(token.reveal());
        if (!owner || platform.trouble.refuseTokens) throw new PlatformFailure('auth-expired', 'the token is over', { vendorCode: '1' });
        if (platform.trouble.failure) throw platform.trouble.failure;
        return owner.shops;
      },
      async revoke(access) {
        await access.token();
        platform.asked.revoked.push(access.externalId);
      },
      async subscribe(access, url) {
        platform.asked.subscribed.push(`${access.externalId} ${url}`);
      },
    },
  };

  function grantFor(owner: { account: string; shops: readonly PlatformShop[] }): TokenGrant {
    count += 1;
    tokens.set(`access-token-${count}`, owner);
    refreshTokens.set(`refresh-token-${count}`, owner);
    return {
      accessToken: new Secret(`access-token-${count}`),
      refreshToken: new Secret(`refresh-token-${count}`),
      accessExpiresAt: new Date(Date.now() + 7 * 86_400_000),
      refreshExpiresAt: new Date(Date.now() + 365 * 86_400_000),
      scopes: ['orders'],
      externalAccountId: owner.account,
      accountName: `Account ${owner.account}`,
    };
  }
  return platform;
}

export const shopNamed = (externalId: string, region = 'ID'): PlatformShop => ({
  externalId,
  region,
  name: `Shop ${externalId}`,
  addressKey: `cipher-${externalId}`,
});
