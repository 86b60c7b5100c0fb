import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { findShop } from '../connections/index.ts';
import { pollListingsJob, pollOrdersJob, redriveEventsJob } from './sync-jobs.ts';

/** A shop was connected: reads its listings and orders at once, and takes up events that came before the hub knew the shop. */
export async function requestFirstSync(
  tx: Tx,
  jobs: Pick<Jobs, 'enqueue'>,
  { tenantId, shopId }: { tenantId: string; shopId: string },
): Promise<void> {
  await jobs.enqueue(tx, pollListingsJob, tenantId, { shopId }, { dedupeKey: shopId });
  await jobs.enqueue(tx, pollOrdersJob, tenantId, { shopId }, { dedupeKey: shopId });
  const shop = await findShop(tx, shopId);
  if (shop) await jobs.enqueue(tx, redriveEventsJob, tenantId, { platform: shop.platform, externalShopId: shop.externalId });
}
