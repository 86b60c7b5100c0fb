import { join } from 'node:path';
import { createExternalIssuer, type IdentityDeps, registerMemberRoutes, registerSessionRoutes } from '@shopfleet/core/identity';
import { connectDatabase, migrate, startEmbeddedPostgres } from '@shopfleet/db';
import { type Clock, type Log, systemClock } from '@shopfleet/kernel';
import type { HubConfig } from './config.ts';
import { registerApiDocs } from './http/api-docs.ts';
import { registerAuditRoutes } from './http/audit-routes.ts';
import { clientAddress } from './http/client-address.ts';
import { createHubApp } from './http/create-app.ts';
import { registerDashboard } from './http/dashboard.ts';
import { HubMetrics } from './http/hub-metrics.ts';
import { markEffects } from './http/idempotency.ts';
import { createInboundLimits, type InboundLimitTable } from './http/inbound-limits.ts';
import { LiveEvents, registerLiveRoutes } from './http/live-events.ts';
import { registerOperationRoutes } from './http/operation-routes.ts';
import { serveApp } from './http/serve-app.ts';
import { createSealer, deriveSecret } from './secrets.ts';
import { hubVersion } from './version.ts';

export type HubRole = 'api' | 'worker' | 'all';

export interface HubOptions {
  readonly role?: HubRole;
  readonly log: Log;
  readonly clock?: Clock;
  /** Other inbound limits than the product's; for tests. */
  readonly limits?: Partial<InboundLimitTable>;
}

export interface Hub {
  readonly url: string;
  /** Ends everything that was started, newest first; safe to call twice. */
  stop(): Promise<void>;
}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

/** Builds the whole hub in dependency order and starts it. */
export async function startHub(config: HubConfig, options: HubOptions): Promise<Hub> {
  const { log, role = 'all', clock = systemClock } = options;
  await using started = new AsyncDisposableStack();

  const http = await serveApp({ host: config.host, port: config.port });
  started.defer(() => http.stop(1_500));
  const url = config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${http.port}`;

  const embedded = config.database.url
    ? undefined
    : await startEmbeddedPostgres({ directory: join(config.dataDirectory, 'postgres'), log });
  if (embedded) started.defer(() => embedded.stop());
  const databaseUrl = config.database.url ?? embedded?.url ?? '';
  await migrate({ url: databaseUrl, log });
  const plainDatabase = connectDatabase({
    url: databaseUrl,
    poolSize: config.database.poolSize,
    applicationName: `shopfleet ${role}`,
    log,
  });
  started.defer(() => plainDatabase.close());
  const db = markEffects(plainDatabase);

  const sealer = createSealer(config);
  const metrics = new HubMetrics();
  const limits = createInboundLimits({ url: databaseUrl, log, ...(options.limits ? { table: options.limits } : {}) });
  started.defer(() => limits.close());
  const live = new LiveEvents();
  await live.start(db, log);
  started.defer(() => live.stop());

  const identity: IdentityDeps = {
    db,
    clock,
    log,
    publicUrl: url,
    signIn: { publicUrl: url, secret: deriveSecret(config.stateSecret, 'sign-in') },
    isRegistrationOpen: config.isRegistrationOpen,
    externalIssuer: config.externalIssuer && createExternalIssuer(config.externalIssuer, log),
  };

  const app = createHubApp({
    identity,
    limits,
    log,
    publicUrl: url,
    trustedProxies: config.trustedProxies,
    ownOrigins: new Set([url, ...config.corsOrigins]),
    corsOrigins: config.corsOrigins,
    idempotency: { database: plainDatabase, sealer },
    count: (request) => metrics.request(request),
  });
  registerOperationRoutes(app, {
    database: db,
    sealer,
    log,
    metrics,
    limits,
    version: hubVersion,
    isCalendarOn: config.isCalendarOn,
    isRegistrationOpen: config.isRegistrationOpen,
    externalIssuer: config.externalIssuer?.issuer ?? null,
    isDemo: config.isDemo,
    trustedProxies: config.trustedProxies,
    isReady: () => true,
    metricsToken: config.metricsToken,
    isLoopback: loopbackHosts.has(config.host),
    outboundBudget: async () => [],
  });
  registerApiDocs(app, hubVersion);
  registerSessionRoutes(app, identity, (c) => clientAddress(c, config.trustedProxies));
  registerMemberRoutes(app, identity);
  registerAuditRoutes(app, { db });
  registerLiveRoutes(app, live);
  registerDashboard(app, { directory: join(import.meta.dirname, '..', '..', 'dashboard', 'dist'), version: hubVersion });
  http.use(app);

  const running = started.move();
  log.info({ url, role, version: hubVersion }, 'The hub is up');
  return { url, stop: () => running.disposeAsync() };
}
