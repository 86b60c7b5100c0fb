import { type ArrangeInput, type HandoverWay, PlatformFailure } from '@shopfleet/platform-kit';
import type { ShippingParameter } from './wire/shipping.ts';

type PickupAddress = NonNullable<ShippingParameter['pickup']>['address_list'][number];
type Slot = PickupAddress['time_slot_list'][number];

const nameOf = ({ address, district, city, state }: { address: string; district: string; city: string; state: string }) =>
  [address, district, city, state].filter((part) => part !== '').join(', ');

const slotName = ({ date, time_text }: Slot) => [new Date(date * 1_000).toISOString().slice(0, 10), time_text].filter(Boolean).join(' ');

const isUsual = ({ address_flag }: PickupAddress) => address_flag.includes('pickup_address') || address_flag.includes('default_address');
const isRecommended = ({ flags }: Slot) => flags.includes('recommended');

/** The ways that Shopee offers for a package, as a person chooses among them. */
export function mapWays({ info_needed, pickup, dropoff }: ShippingParameter): HandoverWay[] {
  const ways: HandoverWay[] = [];
  if (info_needed.pickup) {
    const addresses = pickup?.address_list ?? [];
    ways.push({
      kind: 'pickup',
      places: addresses.map((address) => ({ id: address.address_id, name: nameOf(address), isUsual: address === usualAddress(addresses) })),
      slots: addresses.flatMap((address) =>
        address.time_slot_list.map((slot) => ({
          id: slot.pickup_time_id,
          placeId: address.address_id,
          name: slotName(slot),
          isRecommended: isRecommended(slot),
        })),
      ),
    });
  }
  if (info_needed.dropoff) {
    const branches = (dropoff?.branch_list ?? []).map((branch) => ({ id: branch.branch_id, name: nameOf(branch), isUsual: false }));
    const carriers = (dropoff?.slug_list ?? []).map(({ slug, slug_name }) => ({ id: slug, name: slug_name || slug, isUsual: false }));
    ways.push({ kind: 'drop-off', places: info_needed.dropoff.includes('slug') ? carriers : branches, slots: [] });
  }
  return ways;
}

/** The one member of the ship call that says how the package goes out. Throws `invalid` with the fields that are missing. */
export function chooseShipping(offered: ShippingParameter, input: Pick<ArrangeInput, 'ownCarrier' | 'handover' | 'sender'>): object {
  const { pickup, dropoff, non_integrated } = offered.info_needed;
  const kind = input.handover?.kind;
  if (non_integrated && (input.ownCarrier || (!pickup && !dropoff))) return { non_integrated: shipOwn(non_integrated, input) };
  if (input.ownCarrier && !dropoff?.includes('tracking_no')) {
    throw new PlatformFailure('invalid', "Shopee's own carrier takes this package; it cannot go out with another one", {
      fields: ['ownCarrier'],
    });
  }
  if (kind !== 'drop-off' && pickup) return { pickup: pickUp(pickup, offered, input) };
  if (kind !== 'pickup' && dropoff) return { dropoff: dropOff(dropoff, offered, input) };
  if (kind === undefined) throw new PlatformFailure('conflict', 'Shopee offers no way to hand this package over now');
  throw new PlatformFailure('invalid', `Shopee does not offer ${kind} for this package`, { fields: ['handover'] });
}

type Choice = Pick<ArrangeInput, 'ownCarrier' | 'handover' | 'sender'>;

/** `info_needed` says `tracking_no`, the body says `tracking_number`. */
function shipOwn(needed: readonly string[], { ownCarrier }: Choice): object {
  const tracking_number = ownCarrier?.trackingNumber ?? '';
  if (!ownCarrier || (tracking_number === '' && needed.includes('tracking_no'))) {
    throw new PlatformFailure('invalid', 'This package goes out with your own carrier; give its tracking number', {
      fields: ['ownCarrier'],
    });
  }
  return tracking_number === '' ? {} : { tracking_number };
}

const usualAddress = (addresses: readonly PickupAddress[]) =>
  addresses.find((address) => address.address_flag.includes('pickup_address')) ?? addresses.find(isUsual) ?? addresses[0];

function pickUp(needed: readonly string[], { pickup }: ShippingParameter, { handover, ownCarrier }: Choice): object {
  const addresses = pickup?.address_list ?? [];
  const withSlot = addresses.find((one) => one.time_slot_list.some((slot) => slot.pickup_time_id === handover?.slotId));
  const chosen = addresses.find((one) => one.address_id === handover?.placeId) ?? (handover?.slotId === undefined ? undefined : withSlot);
  if (handover?.placeId !== undefined && chosen?.address_id !== handover.placeId) throw stale('placeId');
  const address = chosen ?? usualAddress(addresses);
  const slots = address?.time_slot_list ?? [];
  const wanted = slots.find((slot) => slot.pickup_time_id === handover?.slotId);
  if (handover?.slotId !== undefined && !wanted) throw stale('slotId');
  const slot = wanted ?? slots.find(isRecommended) ?? slots[0];
  if (needed.includes('address_id') && !address) {
    throw new PlatformFailure('conflict', 'Shopee shows no address to pick up from; set one in Seller Centre');
  }
  return {
    ...(needed.includes('address_id') && address ? { address_id: Number(address.address_id) } : {}),
    ...(needed.includes('pickup_time_id') && slot ? { pickup_time_id: slot.pickup_time_id } : {}),
    ...(needed.includes('tracking_number') ? { tracking_number: ownNumber(ownCarrier) } : {}),
  };
}

function dropOff(needed: readonly string[], { dropoff }: ShippingParameter, { handover, ownCarrier, sender }: Choice): object {
  const branches = dropoff?.branch_list ?? [];
  const slugs = dropoff?.slug_list ?? [];
  const body: Record<string, unknown> = {};
  if (needed.includes('branch_id')) {
    const branch = handover?.placeId === undefined ? branches[0] : branches.find((one) => one.branch_id === handover.placeId);
    if (!branch) throw stale('placeId');
    body.branch_id = Number(branch.branch_id);
  }
  if (needed.includes('slug')) {
    const slug = handover?.placeId === undefined ? slugs[0] : slugs.find((one) => one.slug === handover.placeId);
    if (!slug) throw stale('placeId');
    body.slug = slug.slug;
  }
  if (needed.includes('sender_real_name')) {
    if (!sender?.name) {
      throw new PlatformFailure('invalid', "Shopee wants the sender's real name; enter it in the shop's settings", {
        fields: ['sender.name'],
      });
    }
    body.sender_real_name = sender.name.slice(0, 64);
  }
  if (needed.includes('tracking_no')) body.tracking_number = ownNumber(ownCarrier);
  return body;
}

function ownNumber(ownCarrier: Choice['ownCarrier']): string {
  if (ownCarrier?.trackingNumber) return ownCarrier.trackingNumber;
  throw new PlatformFailure('invalid', 'Shopee wants a tracking number from you for this package', { fields: ['ownCarrier'] });
}

function stale(field: 'placeId' | 'slotId'): PlatformFailure {
  return new PlatformFailure('invalid', 'Shopee does not offer this choice any more; look at the choices again', {
    fields: [`handover.${field}`],
  });
}
