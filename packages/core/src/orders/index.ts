/**
 * Orders of all shops: imported idempotently from their marketplaces, never overwritten by an older version, with their lines,
 * history and the stock they need, all in one transaction. Status moves by one table of steps.
 */

export { type ImportRequest, requestImport } from '../sync/index.ts';
export { changeOrder, changeOrderStatus, type OrderChange } from './change-order.ts';
export { findNamedOrders } from './find-named-orders.ts';
export { type ImportDeps, type ImportResult, importOrder, importOrderBatch } from './import-orders.ts';
export type { ImportTarget } from './import-target.ts';
export { listPendingOrderIds, listRecentOrders } from './list-orders.ts';
export type { ImportedOrder } from './merge-order.ts';
export { noteFulfilStep, notePrinted, noteTracking, setFulfilState } from './note-progress.ts';
export { appendHistory, type HistoryFact } from './order-history.ts';
export { noHooks, type OrderHooks, type OrderImported } from './order-hooks.ts';
export { orderInvariants } from './order-invariants.ts';
export { type OrderJobDeps, openOrderShops, startOrderJobs } from './order-jobs.ts';
export { illegalTransition, mayMarketplaceMove, mayPersonMove, openStatuses, shippedStatuses, stepsFrom } from './order-status.ts';
export {
  type FulfilState,
  findOrder,
  findOrderByExternalId,
  findOrderLines,
  lockOrders,
  type OrderLineRecord,
  type OrderRecord,
} from './order-store.ts';
export { importOrders, type RefreshDeps } from './refresh-orders.ts';
export { forgottenOfOrders, type OrderReplay, registerReplayRoutes, replayNamed, replayOrder } from './replay/index.ts';
