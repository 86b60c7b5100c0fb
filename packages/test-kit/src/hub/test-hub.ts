import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@shopfleet/contracts';
import { type HubConfig, type HubRole, type InboundLimitTable, startHub } from '@shopfleet/hub';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, type Log, Secret, silentLog } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { registerTestUser, type TestUser } from './test-user.ts';

export interface TestHubOptions {
  /** What differs from a hub with no platform, open registration and random secrets. */
  readonly config?: Partial<HubConfig>;
  readonly role?: HubRole;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Default: far more than any test calls. */
  readonly limits?: Partial<InboundLimitTable>;
  /** Another test hub whose database, files and secrets this one shares: a second process of the same install. */
  readonly beside?: TestHub;
}

export interface TestHub extends AsyncDisposable {
  readonly url: string;
  readonly database: TestDatabase;
  readonly jobs: Jobs;
  readonly config: HubConfig;
  /** Registers the founder of a new organisation. */
  register(): Promise<TestUser>;
  /** Invites and registers a member of the user's organisation. */
  registerMember(owner: TestUser, role: Role): Promise<TestUser>;
  /** `fetch` against this hub, signed in as the user; a plain object as `json` becomes the body. */
  fetchAs(user: Pick<TestUser, 'token'> | undefined, path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
  stop(): Promise<void>;
}

const wide = { requests: 1_000_000, windowSeconds: 900 };
const hex = () => randomBytes(32).toString('hex');

/** A whole hub: real database, real HTTP port on loopback, real workers. `await using hub = await createTestHub()`. */
export async function createTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  await using started = new AsyncDisposableStack();
  const database = options.beside?.database ?? started.use(await createTestDatabase());
  const config = options.beside?.config ?? (await testConfig(database.url, options.config ?? {}, started));
  const limits = { general: wide, auth: wide, upload: wide, print: wide, admin: wide, connect: wide, 'wrong-key': wide, ...options.limits };
  const { role = 'all', clock, log = silentLog } = options;
  const hub = await startHub(config, { role, log, limits, ...(clock ? { clock } : {}) });
  started.defer(() => hub.stop());
  const running = started.move();
  const stop = () => running.disposeAsync();

  const fetchAs: TestHub['fetchAs'] = (user, path, { json, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (user) headers.set('authorization', `Bearer ${user.token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const body = json === undefined ? init.body : JSON.stringify(json);
    return fetch(new URL(path, hub.url), { redirect: 'manual', ...init, headers, ...(body === undefined ? {} : { body }) });
  };
  const registerMember: TestHub['registerMember'] = async (owner, role) => {
    const email = `${randomBytes(6).toString('hex')}@example.com`;
    const answer = await fetchAs(owner, '/api/users/invitations', { method: 'POST', json: { email, role } });
    const { link }: { link: string } = await answer.json();
    return registerTestUser(hub.url, { email, token: new URL(link).searchParams.get('invitation') ?? '' });
  };
  return {
    url: hub.url,
    database,
    jobs: hub.jobs,
    config,
    register: () => registerTestUser(hub.url),
    registerMember,
    fetchAs,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function testConfig(url: string, given: Partial<HubConfig>, started: AsyncDisposableStack): Promise<HubConfig> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'shopfleet-hub-'));
  started.defer(() => rm(dataDirectory, { recursive: true, force: true }));
  return {
    isProduction: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    dataDirectory,
    logLevel: 'silent',
    isCalendarOn: true,
    database: { url, poolSize: 10, poolMin: 0, isLogged: false },
    tokenKeys: [new Secret(hex())],
    stateSecret: new Secret(hex()),
    metricsToken: undefined,
    admin: { key: new Secret(hex()), tenantId: undefined },
    corsOrigins: [],
    trustedProxies: 0,
    isRegistrationOpen: true,
    externalIssuer: undefined,
    printJobsPer5Minutes: 3_000,
    contentSync: {
      profilesAtOnce: 10,
      videosAtOnce: 10,
      crons: { refresh_tokens: '0 1 * * *', user: '0 2 * * *', video: '0 3 * * *' },
      timeZone: 'UTC',
    },
    isStoreCodeEnough: false,
    tiktokShop: undefined,
    shopee: undefined,
    ebay: undefined,
    amazon: undefined,
    tiktokContent: undefined,
    isDemo: false,
    ...given,
  };
}
