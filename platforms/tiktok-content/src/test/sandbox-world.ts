import { Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { type ContentTrouble, type ContentWorld, startEventReceiver } from '@shopfleet/platform-kit/contract';
import { type ContentSettings, startTikTokContentSandbox, type TikTokContentSandbox } from '@shopfleet/sandbox';
import { createTikTokContent, type TikTokContentOptions } from '../tiktok-content.ts';
import { accessOf } from './account-access.ts';
import { visitConsent } from './consent-visitor.ts';

const faults = {
  'too-many': 'rate-limited',
  broken: 'internal-error',
  'broken-page': 'html-error',
  silent: 'timeout-before-effect',
  'refused-token': 'invalid-token',
} as const;
const apis: Readonly<Record<ContentTrouble['on'], string>> = {
  profile: 'user.info',
  list: 'video.list',
  query: 'video.query',
  refresh: 'oauth.refresh',
};

export const webRedirect = 'https://hub.example.com/auth/tiktok/callback';
export const loopbackRedirect = 'http://127.0.0.1:3999/auth/tiktok/callback';

export interface SandboxWorld extends ContentWorld {
  readonly sandbox: TikTokContentSandbox;
  /** Every event that came in, oldest first. */
  events(): { headers: Record<string, string>; rawBody: Uint8Array }[];
}

export interface WorldOptions {
  readonly settings?: Partial<ContentSettings>;
  readonly redirectUrl?: string;
  readonly adapter?: Partial<TikTokContentOptions>;
}

/** The adapter beside a fresh sandbox, with the sandbox's levers. */
export async function makeSandboxWorld({ settings, redirectUrl = webRedirect, adapter }: WorldOptions = {}): Promise<SandboxWorld> {
  const receiver = await startEventReceiver();
  const sandbox = await startTikTokContentSandbox({ settings: { webhookUrl: receiver.url, ...settings } });
  const { control } = sandbox;
  const platform = createTikTokContent({
    clientKey: sandbox.clientKey,
    clientSecret: new Secret(sandbox.clientSecret),
    limiter: noLimit,
    apiBaseUrl: sandbox.apiUrl,
    authorizationUrl: sandbox.authorizeUrl,
    allowedOrigins: [sandbox.apiUrl],
    http: { timeoutMs: 500, backoff: { baseMs: 20, maxMs: 100 } },
    ...adapter,
  });
  const account = control.createAccount({ videos: 65, postEveryMs: 0 }).openId;

  async function consent(of: string, scopes?: readonly string[]) {
    const { query, ...proof } = await visitConsent(platform, { redirectUrl, account: of, scopes });
    const callback = platform.connect.readCallback(query);
    if ('denied' in callback) throw new Error(callback.denied);
    return { code: callback.code, ...proof };
  }

  return {
    platform,
    sandbox,
    events: () => receiver.received,
    account,
    consent,
    async connect(of, scopes) {
      const { code, ...proof } = await consent(of, scopes);
      const grant = await platform.connect.exchangeCode(code, proof);
      return { grant, access: accessOf(platform, grant) };
    },
    newAccount: async () => control.createAccount({ videos: 3 }).openId,
    refuse: async (of) => (await visitConsent(platform, { redirectUrl, account: of, decision: 'deny' })).query,
    videos: (of) => control.videos(of),
    profile(of) {
      const { displayName: name, followers, following, likes, videos } = control.account(of);
      return { name, followers, following, likes, videos };
    },
    post: (of) => control.post(of).id,
    hide: (of, video, how) => control.setVisibility(of, video, how),
    lower: (of, video) => void control.shiftVideo(of, video, { views: -1, likes: -1 }),
    thinPages: () => void control.configure({ shortPages: 0.5, emptyPages: 0.4 }),
    cause({ kind, on, times, account: of }) {
      for (const { id, api } of control.faults()) if (api === apis[on]) control.removeFault(id);
      control.addFault({ kind: faults[kind], api: apis[on], next: times, ...(of === undefined ? {} : { account: of }) });
    },
    expireToken: (of) => void control.expireTokens(of),
    refreshes: () => control.counters().tokenRefreshes,
    calls: (on) => control.counters().callsByApi[apis[on]] ?? 0,
    async removeApp(of) {
      control.removeAuthorization(of);
      await control.webhooksSettled();
      const event = receiver.received.at(-1);
      if (!event) throw new Error('no event came in');
      return { headers: { ...event.headers }, rawBody: event.rawBody };
    },
    async [Symbol.asyncDispose]() {
      await platform.close();
      await sandbox.stop();
      await receiver.stop();
    },
  };
}
