import type { Tx } from '@shopfleet/db';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { appendHistory } from '../orders/index.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { findPackageLabel } from './label-store.ts';
import { findPackage, type PackageRow, selectPackageLines } from './package-store.ts';
import { inWords } from './package-work.ts';

/**
 * Gives the label of a cancelled order's package back to a marketplace that sells labels. Marketplaces that do not, and packages that
 * went on after all, are left alone. Safe to repeat. Throws to run again while the marketplace cannot be asked.
 */
export async function voidLabel(deps: FulfilmentDeps, tenantId: string, packageId: string): Promise<void> {
  const found = await deps.db.asTenant(tenantId, (tx) => begin(tx, deps, packageId));
  if (!found) return;
  const { parcel, platform, access } = found;
  try {
    await platform.fulfilment?.voidLabel?.(access, parcel.external_id ?? '');
    await note(deps, tenantId, packageId, { kind: 'label-voided', detail: { packageId } });
  } catch (error) {
    if (!(error instanceof PlatformFailure) || mayPass.has(error.kind)) throw error;
    await note(deps, tenantId, packageId, { kind: 'label-not-voided', detail: { packageId, problem: inWords(error) } });
  }
}

const mayPass: ReadonlySet<string> = new Set(['unavailable', 'rate-limited', 'outcome-unknown', 'unexpected', 'auth-expired']);

async function begin(tx: Tx, deps: FulfilmentDeps, packageId: string) {
  const parcel = await findPackage(tx, packageId);
  if (!parcel?.external_id || !isUnused(parcel) || !(await findPackageLabel(tx, packageId))) return undefined;
  const { platform, access } = await deps.openShop(tx, parcel.shop_id);
  return platform.fulfilment?.voidLabel ? { parcel, platform, access } : undefined;
}

const isUnused = ({ status, hold_reason }: PackageRow): boolean => hold_reason !== '' && status !== 'in_transit' && status !== 'delivered';

async function note(
  deps: FulfilmentDeps,
  tenantId: string,
  packageId: string,
  entry: { kind: string; detail: Record<string, unknown> },
): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const orderIds = new Set((await selectPackageLines(tx, packageId)).map((line) => line.orderId));
    for (const orderId of orderIds) await appendHistory(tx, deps.clock, { tenantId, orderId, actor: 'system:hub', ...entry });
  });
}
