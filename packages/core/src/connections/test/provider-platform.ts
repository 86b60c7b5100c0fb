import { pid } from 'node:process';
import { Secret, systemClock } from '@shopfleet/kernel';
import {
  createPlatformHttp,
  type HttpResponse,
  noLimit,
  type Platform,
  PlatformFailure,
  type ShopAccess,
  silentObserver,
} from '@shopfleet/platform-kit';

export const providerName = 'test_market';

export interface ProviderPlatform extends Platform {
  /** A call that only a living access token opens; renews it once when refused. */
  call(access: Pick<ShopAccess, 'token'>): Promise<void>;
  close(): Promise<void>;
}

/** The adapter of the test's own token host. */
export function createProviderPlatform(url: string, refreshTokens: 'single-use' | 'rotating' | 'unknown'): ProviderPlatform {
  const http = createPlatformHttp({
    platform: providerName,
    limiter: noLimit,
    observer: silentObserver,
    clock: systemClock,
    allowedOrigins: [url],
  });
  const send = <T>(path: string, isRead: boolean, read: (response: HttpResponse) => T, mayLeave?: () => boolean): Promise<T> =>
    http.send({
      operation: path.split('?')[0] ?? path,
      limitKey: 'all',
      limit: { requests: 1_000, windowSeconds: 1 },
      breakerKey: 'all',
      isRead,
      request: () => ({ method: 'GET', url: new URL(path, url), headers: {} }),
      read,
      ...(mayLeave ? { mayLeave } : {}),
    });
  const unused = (): never => {
    throw new PlatformFailure('unsupported', 'not part of this test');
  };
  return {
    manifest: {
      platform: providerName,
      slug: 'test-market',
      title: 'Test market',
      regions: ['ID'],
      auth: { kind: 'oauth-code', usesPkce: false, scopes: [], refreshTokens },
      requestsPerSecond: 1_000,
      webhookTopics: [],
      unsupported: {},
      links: [],
    },
    verifyWebhook: () => ({ isGenuine: false, reason: 'signature' }),
    connect: {
      authorizationUrl: unused,
      readCallback: unused,
      exchangeCode: unused,
      listShops: unused,
      refresh: (token, options) => send(`/refresh?refresh_token=${token.reveal()}&pid=${pid}`, false, readGrant, options?.mayLeave),
    },
    async call(access) {
      const first = await access.token();
      const callWith = (token: Secret) => send(`/call?token=${token.reveal()}`, true, (response) => response.status === 200);
      if (await callWith(first)) return;
      if (!(await callWith(await access.token(first)))) throw new PlatformFailure('auth-expired', 'refused twice');
    },
    close: () => http.close(),
  };
}

function readGrant(response: HttpResponse) {
  if (response.status !== 200) throw new PlatformFailure('forbidden', 'The refresh token is void');
  const { access, refresh } = JSON.parse(Buffer.from(response.body).toString('utf8')) as { access: string; refresh: string };
  return {
    accessToken: new Secret(access),
    refreshToken: new Secret(refresh),
    accessExpiresAt: new Date(Date.now() + 3_600_000),
    refreshExpiresAt: undefined,
    scopes: [],
    externalAccountId: 'account',
    accountName: 'Account',
  };
}
