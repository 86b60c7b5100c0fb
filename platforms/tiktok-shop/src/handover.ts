import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { marketRules } from './markets.ts';
import { slotsSchema } from './wire/fulfilment.ts';

/**
 * The body of a ship call. It is never empty: implementations disagree on how an empty object is signed. Where the platform
 * listens, the first free pick-up is taken, else the seller drops off.
 */
export async function chooseHandover(client: TikTokClient, access: ShopAccess, packageId: string): Promise<object> {
  if (marketRules(access.region).ignoresHandover) return { handover_method: 'PICKUP' };
  try {
    const { can_pickup, pickup_slots } = await client.call(access, endpoints.handoverSlots, { id: packageId, data: slotsSchema });
    const free = pickup_slots.find((slot) => slot.avaliable);
    if (!can_pickup || !free) return { handover_method: 'DROP_OFF' };
    return { handover_method: 'PICKUP', pickup_slot: { start_time: free.start_time, end_time: free.end_time } };
  } catch (error) {
    // The scope for slots is a separate one; shipping does not need it.
    if (error instanceof PlatformFailure && error.kind === 'forbidden') return { handover_method: 'DROP_OFF' };
    throw error;
  }
}
