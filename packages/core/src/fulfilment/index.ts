/**
 * Packages, what the marketplaces were told of them, and their labels. Promises: a package is arranged at most once, whatever
 * crashes; what a marketplace did not answer is read back and decided; a label is fetched once and kept by its hash.
 */
export type { AtMarketplaceDeps } from './at-marketplace/marketplace-deps.ts';
export { registerOrderChangeRoutes } from './at-marketplace/order-change-routes.ts';
export { readHandoverWays } from './at-marketplace/read-handover-ways.ts';
export { registerCarrierRoutes } from './carriers/carrier-routes.ts';
export { confirmPackage, confirmPrinted, type PackagePrinted } from './confirm-package.ts';
export { type FulfilRequest, type FulfilResult, fulfilOrder, needsOwnCarrier } from './fulfil-order.ts';
export type { FulfilmentDeps, LabelAhead, LabelQueued } from './fulfilment-deps.ts';
export { confirmPackageJob, type ShipRequest, shipPackageJob } from './fulfilment-jobs.ts';
export type { OwnCarrier } from './fulfilment-row.ts';
export { interlockCancelled } from './interlock-cancelled.ts';
export { findPackageLabel, type LabelFormat, type PackageLabel } from './label-store.ts';
export { type PackageOfOrder, readHold, selectPackagesOfOrder } from './package-store.ts';
export { recordPackages } from './record-packages.ts';
export { fulfilmentJobKinds, workOnFulfilment } from './run-fulfilment.ts';
export { shipPackage } from './ship-package.ts';
