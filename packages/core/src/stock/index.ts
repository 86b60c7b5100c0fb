/**
 * What is there and what is promised: an append-only ledger, levels kept in the same transaction, reservations that are never
 * made without the goods, shortfalls for what marketplaces sold all the same, and the numbers shown to marketplaces.
 */

export { keepSeen } from './conflicts/keep-seen.ts';
export { fillShorts } from './fill-shorts.ts';
export { type ChangedMappings, followMappings } from './follow-mappings.ts';
export { adjustStock, countStock, type StockChange } from './move-stock.ts';
export { atsOf, type PublishInput, quantityToPublish } from './publish-quantity.ts';
export type { PublishStockDeps } from './publishing/publish-deps.ts';
export { publishShopsAgain } from './publishing/publish-shop.ts';
export type { LineNeed, LineWish } from './reservation.ts';
export { reserveLines } from './reserve-lines.ts';
export { createSku, type NewSku } from './skus/create-sku.ts';
export { registerSkuRoutes, type SkuRouteDeps } from './skus/sku-routes.ts';
export { startStockJobs } from './start-stock-jobs.ts';
export type { StockDeps } from './stock-deps.ts';
export { type BrokenInvariant, stockInvariants } from './stock-invariants.ts';
export { publishShopJob, publishStockJob, stockJobKinds } from './stock-jobs.ts';
export { registerStockRoutes, type StockRouteDeps } from './stock-routes.ts';
