import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { EventHint } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { findShopsByExternalId } from '../connections/index.ts';
import { followEvent } from './follow-event.ts';

/**
 * Takes parked events up again: those of one shop of the marketplace that has been connected since, or whose problem is solved.
 * Answers how many. Events whose shop is still unknown stay parked.
 */
export async function redriveEvents(
  deps: { readonly db: Database; readonly jobs: Pick<Jobs, 'enqueueMany'> },
  input: { readonly platform: string; readonly externalShopId: string; readonly tenantId: string },
): Promise<number> {
  return deps.db.asSystem(async (tx) => {
    const shops = await findShopsByExternalId(tx, input.platform, input.externalShopId);
    const shop = shops.find((one) => one.tenantId === input.tenantId);
    if (!shop) return 0;
    const { rows } = await tx.execute<{ id: string; hint: EventHint }>(sql`
      update inbound_event set state = 'pending', reason = '', processed_at = null, tenant_id = ${shop.tenantId}, shop_id = ${shop.id},
        waiting_for = coalesce((select array_agg(one) from jsonb_array_elements_text(hint->'externalOrderIds') as one), '{}')
      where platform = ${input.platform} and external_shop_id = ${input.externalShopId} and state = 'parked'
        and (tenant_id is null or tenant_id = ${shop.tenantId})
        and (hint->>'kind' <> 'order' or jsonb_array_length(hint->'externalOrderIds') > 0)
      returning id, hint`);
    for (const event of rows) await followEvent(shop.id, event, (kind, asked) => deps.jobs.enqueueMany(tx, kind, shop.tenantId, asked));
    return rows.length;
  });
}
