import type { AnyJobKind, Jobs } from '@shopfleet/jobs';
import { confirmPackage } from './confirm-package.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { confirmPackageJob, shipPackageJob, voidLabelJob } from './fulfilment-jobs.ts';
import { shipPackage } from './ship-package.ts';
import { voidLabel } from './void-label.ts';

export const fulfilmentJobKinds: readonly AnyJobKind[] = [shipPackageJob, confirmPackageJob, voidLabelJob];

/** Says who does the jobs of this module. */
export function workOnFulfilment(jobs: Jobs, deps: FulfilmentDeps): void {
  jobs.work(shipPackageJob, ({ tenantId, data, signal }) => shipPackage(deps, tenantId, data, signal), { concurrency: 8 });
  jobs.work(confirmPackageJob, ({ tenantId, data }) => confirmPackage(deps, tenantId, data.packageId), { concurrency: 4 });
  jobs.work(voidLabelJob, ({ tenantId, data }) => voidLabel(deps, tenantId, data.packageId), { concurrency: 2 });
}
