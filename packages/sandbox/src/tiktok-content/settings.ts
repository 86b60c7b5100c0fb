/** Everything that may be switched while the sandbox runs. Durations run on the movable clock, except those called `…RealMs`. */
export interface Settings {
  /** `current`: 2 hours and 180 days; `legacy`: 24 hours and 365 days. */
  tokenProfile: 'current' | 'legacy';
  /** Instead of the profile's lives; 0 keeps those. */
  accessLifeSeconds: number;
  refreshLifeSeconds: number;
  /** A refreshed pair starts a full span again; otherwise it ends when the first one would have. */
  refreshLifeRestarts: boolean;
  /** A refresh token that is sent again after it was used ends the whole grant. */
  reuseEndsGrant: boolean;
  /** Errors of the OAuth calls come with status 200 instead of 400 or 401. */
  oauthErrorsAs200: boolean;
  /** Requests in any window of this length, for each operation of the app. Measured in real time, whatever the movable clock does. */
  limitRequests: number;
  limitWindowRealMs: number;
  /** Multiplies the requests, so that a bench runs faster against the same rules. */
  limiterFactor: number;
  /** Counts for each account apart, which is the other reading of the documentation. */
  limitPerAccount: boolean;
  /** Probability (0–1) that a page holds fewer videos than asked for, or none, while there are more. */
  shortPages: number;
  emptyPages: number;
  /** Every answer of the API takes this long, more or less. */
  latencyRealMs: number;
  latencyJitterRealMs: number;
  /** Counters stand still within one step. */
  growthStepMs: number;
  coverLifeSeconds: number;
  /** Skips the consent page, for tests: everybody allows or denies everything. */
  autoConsent: 'off' | 'allow' | 'deny';
  /** User names that may log in while the app is in its own sandbox mode; empty lets everybody in. */
  targetUsers: string[];
  /** As registered in the developer portal; `*` as the port is allowed for loopback. */
  redirectUris: string[];
  approvedScopes: string[];
  webhookUrl: string;
  webhookTimeoutRealMs: number;
  /** A repeated delivery is signed anew; otherwise it keeps the time of the first. */
  webhookFreshTimes: boolean;
}

export const allScopes: readonly string[] = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list'];

export function startingSettings(): Settings {
  return {
    tokenProfile: 'current',
    accessLifeSeconds: 0,
    refreshLifeSeconds: 0,
    refreshLifeRestarts: true,
    reuseEndsGrant: false,
    oauthErrorsAs200: false,
    limitRequests: 600,
    limitWindowRealMs: 60_000,
    limiterFactor: 1,
    limitPerAccount: false,
    shortPages: 0,
    emptyPages: 0,
    latencyRealMs: 0,
    latencyJitterRealMs: 0,
    growthStepMs: 86_400_000,
    coverLifeSeconds: 21_600,
    autoConsent: 'off',
    targetUsers: [],
    redirectUris: [
      'http://127.0.0.1:*/auth/tiktok/callback',
      'http://localhost:*/auth/tiktok/callback',
      'https://hub.example.com/auth/tiktok/callback',
    ],
    approvedScopes: [...allScopes],
    webhookUrl: '',
    webhookTimeoutRealMs: 5_000,
    webhookFreshTimes: true,
  };
}

const lifetimes = {
  current: { access: 7_200, refresh: 15_552_000 },
  legacy: { access: 86_400, refresh: 31_536_000 },
} as const;

/** Seconds that a new pair lives. */
export function lifetimesOf(settings: Settings): { readonly access: number; readonly refresh: number } {
  const profile = lifetimes[settings.tokenProfile];
  return { access: settings.accessLifeSeconds || profile.access, refresh: settings.refreshLifeSeconds || profile.refresh };
}
