import { createSealer } from '@shopfleet/hub';
import { Secret } from '@shopfleet/kernel';
import { type ContentSettings, startTikTokContentSandbox, type TikTokContentSandbox } from '@shopfleet/sandbox';
import { connectContentAccounts, createTestHub, type TestHub, type TestHubOptions, type TestUser } from '@shopfleet/test-kit/hub';

export interface ContentWorldOptions extends Omit<TestHubOptions, 'config'> {
  readonly settings?: Partial<ContentSettings>;
  /** As the hub is told; default far more than any test calls. */
  readonly requestsPerMinute?: number;
  readonly config?: TestHubOptions['config'];
}

export interface ContentWorld extends AsyncDisposable {
  readonly sandbox: TikTokContentSandbox;
  readonly hub: TestHub;
  readonly user: TestUser;
  /** New accounts at the platform, connected here; their open_ids by our ids. */
  connect(request: { count: number; videos: number; scopes?: readonly string[]; timeZone?: string }): Promise<ReadonlyMap<string, string>>;
  /** Calls the API and gives the answer's body; throws when it is a problem. */
  call<T>(method: string, path: string, json?: unknown): Promise<T>;
  /** Runs a job to its end. */
  run(request?: object): Promise<RunAnswer[]>;
}

export interface RunAnswer {
  readonly id: string;
  readonly job: string;
  readonly status: string;
  readonly message: string;
  readonly percent: number;
  readonly totals: { accounts: number; done: number; failed: number; skipped: number; calls: number; videos: number; refreshed: number };
  readonly finishedAt: string | null;
}

const minute = 60_000;

/** The sandbox and a hub that is connected to it. */
export async function createContentWorld(options: ContentWorldOptions = {}): Promise<ContentWorld> {
  await using started = new AsyncDisposableStack();
  const { settings, requestsPerMinute = 60_000, config, ...hubOptions } = options;
  const sandbox = started.use(
    await startTikTokContentSandbox({
      ...(options.clock ? { clock: options.clock } : {}),
      settings: { limitRequests: requestsPerMinute, limitWindowRealMs: minute, ...settings },
    }),
  );
  const hub = started.use(
    await createTestHub({
      ...hubOptions,
      config: {
        isCalendarOn: false,
        tiktokContent: {
          clientKey: sandbox.clientKey,
          clientSecret: new Secret(sandbox.clientSecret),
          redirectUrl: undefined,
          requestsPerMinute,
          scopes: undefined,
          apiBaseUrl: sandbox.apiUrl,
          authorizationUrl: sandbox.authorizeUrl,
          allowedOrigins: [sandbox.url],
        },
        ...config,
      },
    }),
  );
  const user = await hub.register();
  const call = async <T>(method: string, path: string, json?: unknown): Promise<T> => {
    const answer = await hub.fetchAs(user, path, { method, ...(json === undefined ? {} : { json }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
  const running = started.move();
  return {
    sandbox,
    hub,
    user,
    call,
    async connect({ count, videos, scopes, timeZone }) {
      const openIds = sandbox.control.createAccounts({ count, videos, postEveryMs: 0 });
      const grants = sandbox.control.grant({ accounts: openIds, ...(scopes ? { scopes } : {}) });
      const ids = await connectContentAccounts(hub.database, grants, {
        tenantId: user.tenantId,
        platform: 'tiktok_content',
        sealer: createSealer(hub.config),
        ...(options.clock ? { at: options.clock.now() } : {}),
        ...(timeZone ? { timeZone } : {}),
      });
      return new Map(ids.map((id, index) => [id, openIds[index] ?? '']));
    },
    async run(request = {}) {
      const { runs } = await call<{ runs: RunAnswer[] }>('POST', '/api/content/runs', request);
      for (;;) {
        const now = await Promise.all(runs.map(({ id }) => call<RunAnswer>('GET', `/api/content/runs/${id}`)));
        if (now.every(({ finishedAt }) => finishedAt !== null)) return now;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
