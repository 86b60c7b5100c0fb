import type { HttpRequest } from '@shopfleet/platform-kit';

export interface Endpoint {
  /** Our name of it; limits, breakers and metrics know it by this. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** Ends in a slash; without it TikTok answers 404. */
  readonly path: string;
}

/** The calls that read for an account. Each has a limit of its own. */
export const endpoints = {
  userInfo: { operation: 'user.info', method: 'GET', path: '/v2/user/info/' },
  listVideos: { operation: 'video.list', method: 'POST', path: '/v2/video/list/' },
  queryVideos: { operation: 'video.query', method: 'POST', path: '/v2/video/query/' },
} as const satisfies Record<string, Endpoint>;

export interface OauthEndpoint {
  readonly operation: string;
  readonly path: string;
}

/** The calls of the application itself. Exchange and renewal are one address and two limits: nobody who connects waits behind a night's renewals. */
export const oauthEndpoints = {
  exchange: { operation: 'token.exchange', path: '/v2/oauth/token/' },
  refresh: { operation: 'token.refresh', path: '/v2/oauth/token/' },
  revoke: { operation: 'token.revoke', path: '/v2/oauth/revoke/' },
} as const satisfies Record<string, OauthEndpoint>;
