import { join } from 'node:path';
import { contentAuthRoutes } from '@shopfleet/contracts';
import { createBreakerRecorder, createPostgresLimiter } from '@shopfleet/core/connections';
import { openBlobStore } from '@shopfleet/core/files';
import { createExternalIssuer, type IdentityDeps, registerMemberRoutes, registerSessionRoutes } from '@shopfleet/core/identity';
import { createJobs, type Jobs } from '@shopfleet/jobs';
import { type Clock, type Log, systemClock } from '@shopfleet/kernel';
import { createLabelPool } from '@shopfleet/labels';
import { registerAgentCalls, startAgentGateway } from './agents/index.ts';
import type { HubConfig } from './config.ts';
import { composeDomain, domainJobKinds } from './domain.ts';
import { createPictureFetcher } from './fetch-picture.ts';
import { registerApiDocs } from './http/api-docs.ts';
import { registerAuditRoutes } from './http/audit-routes.ts';
import { clientAddress } from './http/client-address.ts';
import { createHubApp } from './http/create-app.ts';
import { registerDashboard } from './http/dashboard.ts';
import { HubMetrics } from './http/hub-metrics.ts';
import { markEffects } from './http/idempotency.ts';
import { keepIdempotencyShort } from './http/idempotency-upkeep.ts';
import { createInboundLimits, type InboundLimitTable } from './http/inbound-limits.ts';
import { LiveEvents, registerLiveRoutes } from './http/live-events.ts';
import { registerOperationRoutes } from './http/operation-routes.ts';
import { readOutboundBudgets } from './http/outbound-budget.ts';
import { createReadiness } from './http/readiness.ts';
import { originOf, serveApp } from './http/serve-app.ts';
import { watchBacklog } from './http/watch-backlog.ts';
import { openDatabase } from './open-database.ts';
import { installPlatforms } from './platforms.ts';
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
  readonly jobs: Jobs;
  /** Ends everything that was started, newest first. */
  stop(): Promise<void>;
}

const dashboardDirectory = join(import.meta.dirname, '..', '..', 'dashboard', 'dist');
const processName = `${process.pid}`;

/** Builds the whole hub in dependency order and starts it. */
export async function startHub(config: HubConfig, options: HubOptions): Promise<Hub> {
  const { log, role = 'all', clock = systemClock } = options;
  await using started = new AsyncDisposableStack();
  let isStopping = false;

  const http = await serveApp({ host: config.host, port: config.port });
  started.defer(() => http.stop(1_500));
  const publicUrl = config.publicUrl ?? originOf(config.host, http.port);

  const opened = await openDatabase(config, log, { name: role });
  started.defer(() => opened.close());
  const db = markEffects(opened.database);
  const sealer = createSealer(config);
  const files = await openBlobStore(join(config.dataDirectory, 'files'));
  const metrics = new HubMetrics();
  const limits = createInboundLimits({ url: opened.url, log, ...(options.limits ? { table: options.limits } : {}) });
  started.defer(() => limits.close());

  const jobs = createJobs({ url: opened.url, database: db, kinds: domainJobKinds, log, clock });
  const recordBreaker = createBreakerRecorder({ db, clock, log }, processName);
  const observer = {
    called: metrics.call.bind(metrics),
    breakerChanged(change: Parameters<typeof recordBreaker>[0]) {
      metrics.breaker(change);
      recordBreaker(change);
    },
  };
  const { platforms, close: closePlatforms } = installPlatforms(
    config,
    { limiter: createPostgresLimiter(db, clock), observer, clock },
    { publicUrl, eventToken: deriveSecret(config.stateSecret, 'marketplace-events') },
  );
  started.defer(closePlatforms);
  const ofSandboxes = [config.tiktokShop, config.shopee, config.ebay, config.amazon, config.tiktokContent];
  const pictures = createPictureFetcher({ allowedOrigins: ofSandboxes.flatMap((one) => one?.allowedOrigins ?? []), clock });
  started.defer(() => pictures.close());
  const labels = createLabelPool({ size: 2 });
  started.defer(() => labels.close());

  const base = { db, jobs, clock, log, sealer, platforms, files, labels, publicUrl };
  const identity: IdentityDeps = {
    ...base,
    signIn: { publicUrl, secret: deriveSecret(config.stateSecret, 'sign-in') },
    isRegistrationOpen: config.isRegistrationOpen,
    externalIssuer: config.externalIssuer && createExternalIssuer(config.externalIssuer, log),
  };
  const domain = composeDomain({
    ...base,
    consentSecret: deriveSecret(config.stateSecret, 'consent'),
    printRate: { jobs: config.printJobsPer5Minutes, seconds: 300 },
    fetchPicture: pictures.fetchPicture,
    contentSync: { ...config.contentSync, isCalendarOn: config.isCalendarOn },
    contentConnect: {
      redirectUrl: config.tiktokContent?.redirectUrl ?? `${publicUrl}${contentAuthRoutes.connectCallback.path}`,
      isGuessedCodeAllowed: config.isStoreCodeEnough,
    },
  });

  const app = createHubApp({
    identity,
    limits,
    log,
    publicUrl,
    trustedProxies: config.trustedProxies,
    ownOrigins: new Set([publicUrl, ...config.corsOrigins]),
    admin: config.admin,
    corsOrigins: config.corsOrigins,
    idempotency: { database: opened.database, sealer },
    count: metrics.request.bind(metrics),
  });
  registerOperationRoutes(app, {
    database: db,
    sealer,
    log,
    metrics,
    limits,
    version: hubVersion,
    config,
    isReady: createReadiness(db, () => (isStopping ? 'stopping' : true)),
    outboundBudget: readOutboundBudgets(db, platforms),
  });
  if (role !== 'worker') {
    const live = new LiveEvents();
    await live.start(db, log);
    started.defer(() => live.stop());
    registerApiDocs(app, hubVersion);
    registerSessionRoutes(app, identity, (c) => clientAddress(c, config.trustedProxies));
    registerMemberRoutes(app, identity);
    registerAuditRoutes(app, base);
    registerLiveRoutes(app, live);
    domain.registerRoutes(app);
    registerAgentCalls(app, domain.printing, (c) => clientAddress(c, config.trustedProxies));
    registerDashboard(app, { directory: dashboardDirectory, version: hubVersion });
    const agents = await startAgentGateway(domain.printing);
    started.defer(() => agents.stop());
    http.onUpgrade((request, socket, head) => agents.upgrade(request, socket, head));
  }

  await jobs.start({ work: role !== 'api' });
  started.defer(() => jobs.stop({ graceMs: 2_500 }));
  if (role !== 'api') {
    const stopping = new AbortController();
    const { pulling } = await domain.startWork({ isCalendarOn: config.isCalendarOn, stopping: stopping.signal });
    started.defer(() => {
      stopping.abort();
      return pulling;
    });
    started.defer(keepIdempotencyShort(opened.database, log));
  }
  watchBacklog(metrics, jobs, db);
  http.use(app);

  const running = started.move();
  const stop = () => {
    isStopping = true;
    http.refuse('The hub is stopping');
    return running.disposeAsync();
  };
  log.info({ url: publicUrl, role, version: hubVersion }, 'The hub is up');
  return { url: publicUrl, jobs, stop };
}
