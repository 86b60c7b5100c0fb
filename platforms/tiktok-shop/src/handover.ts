import { type ArrangeInput, type HandoverWay, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { marketRules } from './markets.ts';
import { slotsSchema } from './wire/fulfilment.ts';

type Slots = z.output<typeof slotsSchema>;

/** A slot has no name of its own: its begin and end, in Unix seconds. */
const slotId = ({ start_time, end_time }: { start_time: number; end_time: number }): string => `${start_time}-${end_time}`;

/**
 * The body of a ship call. It is never empty: implementations disagree on how an empty object is signed. What the seller chose is
 * taken; else the first free pick-up where the platform listens, and dropping off where there is none.
 */
export async function chooseHandover(
  client: TikTokClient,
  access: ShopAccess,
  packageId: string,
  chosen: ArrangeInput['handover'],
): Promise<object> {
  if (marketRules(access.region).ignoresHandover) return { handover_method: 'PICKUP' };
  if (chosen?.kind === 'drop-off') return { handover_method: 'DROP_OFF' };
  try {
    const slots = await readSlots(client, access, packageId);
    const free = slots.pickup_slots.filter((slot) => slot.avaliable);
    const slot = chosen?.slotId === undefined ? free[0] : free.find((one) => slotId(one) === chosen.slotId);
    if (chosen && !slot) throw new PlatformFailure('conflict', 'This pick-up time is taken; choose another', { fields: ['handover'] });
    if (!slots.can_pickup || !slot) return { handover_method: 'DROP_OFF' };
    return { handover_method: 'PICKUP', pickup_slot: { start_time: slot.start_time, end_time: slot.end_time } };
  } catch (error) {
    // The scope for slots is a separate one; shipping does not need it.
    if (error instanceof PlatformFailure && error.kind === 'forbidden' && !chosen) return { handover_method: 'DROP_OFF' };
    throw error;
  }
}

/** The ways that a package can be handed over; none where the hand-over is set in Seller Center. */
export async function readHandoverWays(client: TikTokClient, access: ShopAccess, packageId: string): Promise<HandoverWay[]> {
  if (marketRules(access.region).ignoresHandover) return [];
  const { can_pickup, can_drop_off, pickup_slots } = await readSlots(client, access, packageId);
  const free = pickup_slots.filter((slot) => slot.avaliable);
  const slots = free.map((slot, index) => ({ id: slotId(slot), placeId: '', name: nameOf(slot), isRecommended: index === 0 }));
  return [
    ...(can_pickup && slots.length > 0 ? [{ kind: 'pickup' as const, places: [], slots }] : []),
    ...(can_drop_off ? [{ kind: 'drop-off' as const, places: [], slots: [] }] : []),
  ];
}

/** In UTC: the platform does not say in which zone the carrier thinks. */
const nameOf = ({ start_time, end_time }: { start_time: number; end_time: number }): string =>
  `${instant(start_time)} – ${instant(end_time)} UTC`;
const instant = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ');

function readSlots(client: TikTokClient, access: ShopAccess, packageId: string): Promise<Slots> {
  return client.call(access, endpoints.handoverSlots, { id: packageId, data: slotsSchema });
}
