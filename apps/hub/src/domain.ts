import {
  type AutomationDeps,
  autoFulfilAllJob,
  considerOrder,
  registerOrderActionRoutes,
  registerRuleRoutes,
  workOnAutomation,
} from '@shopfleet/core/automation';
import {
  catalogJobKinds,
  type ProductDeps,
  registerListingRoutes,
  registerMappingRoutes,
  registerProductRoutes,
  startCatalogJobs,
} from '@shopfleet/core/catalog';
import {
  type ConnectionDeps,
  connectionJobKinds,
  createShopOpener,
  noteConnectionFailure,
  openShopIn,
  registerChannelRoutes,
  registerConnectionRoutes,
  startConnectionJobs,
} from '@shopfleet/core/connections';
import {
  type ContentDeps,
  type ContentSyncDeps,
  type ContentSyncSettings,
  contentJobKinds,
  registerAccountRoutes,
  registerAdminRoutes,
  registerContentReportRoutes,
  registerContentRunRoutes,
  registerContentUserRoutes,
  registerOutletRoutes,
  requestContentRunIn,
  startContentSync,
} from '@shopfleet/core/content';
import type { HubApp } from '@shopfleet/core/edge';
import type { BlobStore } from '@shopfleet/core/files';
import {
  type AtMarketplaceDeps,
  confirmPrinted,
  type FulfilmentDeps,
  fulfilmentJobKinds,
  interlockCancelled,
  readHandoverWays,
  recordPackages,
  registerCarrierRoutes,
  registerOrderChangeRoutes,
  workOnFulfilment,
} from '@shopfleet/core/fulfilment';
import {
  forgottenOfOrders,
  importOrders,
  type OrderHooks,
  openOrderShops,
  registerReplayRoutes,
  startOrderJobs,
} from '@shopfleet/core/orders';
import { beginLabel, type PrintingDeps, printLabel, pullLabelsOfPackage, registerPrintingRoutes } from '@shopfleet/core/printing';
import {
  followMappings,
  keepSeen,
  publishShopJob,
  publishShopsAgain,
  registerSkuRoutes,
  registerStockRoutes,
  startStockJobs,
  stockJobKinds,
} from '@shopfleet/core/stock';
import {
  type OpenShop,
  pullEvents,
  registerSetAsideRoutes,
  registerSyncRoutes,
  registerWebhookRoutes,
  requestFirstSync,
  startSyncJobs,
  syncJobKinds,
} from '@shopfleet/core/sync';
import {
  readShopActivity,
  registerChannelOrderRoutes,
  registerFulfilmentSpeedRoutes,
  registerHomeRoutes,
  registerOrderRoutes,
  registerShortfallRoutes,
} from '@shopfleet/core/views';
import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock, Log, Sealer, Secret } from '@shopfleet/kernel';
import type { LabelPool } from '@shopfleet/labels';
import type { Platform } from '@shopfleet/platform-kit';

/** Every kind of job that any process of this hub enqueues or runs. */
export const domainJobKinds = [
  ...connectionJobKinds,
  ...syncJobKinds,
  ...catalogJobKinds,
  ...stockJobKinds,
  ...fulfilmentJobKinds,
  ...contentJobKinds,
  autoFulfilAllJob,
];

export interface DomainDeps {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Log;
  readonly sealer: Sealer;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly files: BlobStore;
  readonly labels: LabelPool;
  readonly publicUrl: string;
  readonly consentSecret: Secret;
  readonly printRate: Required<PrintingDeps>['printRate'];
  readonly contentSync: ContentSyncSettings;
  readonly fetchPicture: Required<ContentSyncDeps>['fetchPicture'];
  readonly contentConnect: Pick<ContentDeps, 'redirectUrl' | 'isGuessedCodeAllowed'>;
}

export interface Domain {
  readonly printing: PrintingDeps;
  registerRoutes(app: HubApp): void;
  /** Begins to run jobs; the calendar too when it is on, and the fetching of events that wait at marketplaces. */
  startWork(options: { isCalendarOn: boolean; stopping: AbortSignal }): Promise<{ pulling: Promise<void> }>;
}

/** Puts the modules together, lowest first. What a lower module tells a higher one is a callback here, in the same transaction. */
export function composeDomain(base: DomainDeps): Domain {
  const { jobs } = base;
  const connections: ConnectionDeps = {
    ...base,
    async onShopConnected(tx, { tenantId, shopId }) {
      await requestFirstSync(tx, jobs, { tenantId, shopId });
      await publishShopsAgain(tx, base, tenantId, { shopId });
    },
    onConnectionBack: (tx, { tenantId, connectionId }) => publishShopsAgain(tx, base, tenantId, { connectionId }),
    onPublishingBegins: (tx, { tenantId, shopId }) => jobs.enqueue(tx, publishShopJob, tenantId, { shopId }, { dedupeKey: shopId }),
    readActivity: (tx) => readShopActivity(tx, base),
  };
  const openOne: OpenShop = createShopOpener(connections);
  const catalog: ProductDeps = {
    ...base,
    openShop: openOne,
    pictures: base,
    onMappingsChanged: (tx, tenantId, changed) => followMappings(tx, base, tenantId, changed),
  };
  const printing: PrintingDeps = { ...base, onLabelPrinted: (tx, printed) => confirmPrinted(tx, base, printed) };
  const fulfilment: FulfilmentDeps = {
    ...base,
    openShop: (tx, shopId) => openShopIn(tx, connections, shopId),
    noteFailure: (tenantId, shopId, failure) => noteConnectionFailure(base, tenantId, { shopId }, failure),
    async printLabel(request) {
      const { job, isNew } = await printLabel(printing, request);
      return { printJobId: job.id, state: job.state, problem: job.problem, printerName: job.printer_name, isNew };
    },
    beginLabel: (ahead) => beginLabel(printing, ahead),
    pullLabels: (tx, packageId, reason) => pullLabelsOfPackage(tx, base, packageId, reason),
  };
  const contentSync: ContentSyncDeps = { ...base, sync: base.contentSync };
  const content: ContentDeps = {
    ...base,
    ...base.contentConnect,
    defaultTimeZone: base.contentSync.timeZone,
    async onAccountConnected(tx, { tenantId, accountId }) {
      await requestContentRunIn(tx, base, { tenantId, job: 'all', accountId, requestedBy: 'connected' });
    },
  };
  const automation: AutomationDeps = { ...base, printing };
  const hooks: OrderHooks = {
    async onImported(tx, event) {
      await recordPackages(tx, base, event);
      await interlockCancelled(tx, fulfilment, event);
      await considerOrder(tx, automation, event);
    },
  };
  const atMarketplace: AtMarketplaceDeps = {
    ...base,
    openShop: openOne,
    refreshOrders: (tenantId, shopId, ids) => importOrders({ ...base, hooks, openShop: openOne }, tenantId, shopId, ids),
  };
  return {
    printing,
    registerRoutes(app) {
      registerConnectionRoutes(app, connections);
      registerChannelRoutes(app, connections);
      registerSyncRoutes(app, { ...base, openOrderShops });
      registerSetAsideRoutes(app, base);
      registerWebhookRoutes(app, base);
      registerListingRoutes(app, base);
      registerMappingRoutes(app, catalog);
      registerProductRoutes(app, catalog);
      registerSkuRoutes(app, base);
      registerStockRoutes(app, base);
      registerShortfallRoutes(app, base);
      registerHomeRoutes(app, base);
      // Its fixed paths come before `/orders/{orderId}`.
      registerOrderActionRoutes(app, automation);
      registerOrderChangeRoutes(app, atMarketplace);
      registerCarrierRoutes(app);
      registerFulfilmentSpeedRoutes(app, base);
      registerChannelOrderRoutes(app, { ...base, readHandoverWays: (...order) => readHandoverWays(atMarketplace, ...order) });
      registerRuleRoutes(app, automation);
      registerOrderRoutes(app, base);
      registerReplayRoutes(app, base);
      registerPrintingRoutes(app, printing);
      registerContentRunRoutes(app, contentSync);
      registerContentReportRoutes(app, base);
      registerContentUserRoutes(app, base);
      registerOutletRoutes(app, content);
      registerAccountRoutes(app, content);
      registerAdminRoutes(app, { ...content, ...contentSync, waitForSyncMs: 300_000 });
    },
    async startWork({ isCalendarOn, stopping }) {
      const shops = { ...base, openShop: openOne };
      startCatalogJobs({ ...catalog, ...shops, keepSeen: (page) => keepSeen(base, page) });
      const stock = startStockJobs(shops);
      startOrderJobs({ ...shops, hooks });
      workOnFulfilment(jobs, fulfilment);
      workOnAutomation(jobs, automation);
      await startContentSync(contentSync);
      const sync = startSyncJobs({ ...base, openOrderShops, forgotten: forgottenOfOrders });
      if (!isCalendarOn) return { pulling: Promise.resolve() };
      await startConnectionJobs(connections);
      await sync.schedule();
      await stock.schedule();
      return { pulling: pullEvents(base, stopping) };
    },
  };
}
