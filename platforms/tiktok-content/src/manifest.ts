import type { PlatformManifest } from '@shopfleet/platform-kit';

const readOn = '2026-11-21';
const page = (title: string, slug: string) => ({ title, url: `https://developers.tiktok.com/doc/${slug}`, readOn });

/** What each scope opens. An account's owner may refuse any of them but the first. */
export const scopes = {
  basic: 'user.info.basic',
  profile: 'user.info.profile',
  counters: 'user.info.stats',
  videos: 'video.list',
} as const;

export const manifest: PlatformManifest = {
  platform: 'tiktok_content',
  slug: 'tiktok-content',
  title: 'TikTok',
  regions: [],
  auth: {
    kind: 'oauth-code',
    usesPkce: true,
    scopes: Object.values(scopes),
    refreshTokens: 'rotating',
  },
  // The limit is one of the whole application and of a minute: see `content.limit`.
  requestsPerSecond: 10,
  webhookTopics: ['authorization.removed'],
  unsupported: {
    'content-history': 'TikTok tells only the counters of now; the hub builds the days from its own readings',
    'content-audience': 'There is no call for watch time, audience, saves or the names of followers',
    'content-private': 'Only public videos are shown; one that turns private is no longer there',
  },
  links: [
    page('Login Kit for Web', 'login-kit-web'),
    page('Login Kit for Desktop', 'login-kit-desktop'),
    page('Manage user access tokens', 'oauth-user-access-token-management'),
    page('Scopes', 'tiktok-api-scopes'),
    page('Get user info', 'tiktok-api-v2-get-user-info'),
    page('List videos', 'tiktok-api-v2-video-list'),
    page('Query videos', 'tiktok-api-v2-video-query'),
    page('Error handling', 'tiktok-api-v2-error-handling'),
    page('Rate limits', 'tiktok-api-v2-rate-limit'),
    page('Webhooks overview', 'webhooks-overview'),
  ],
};
