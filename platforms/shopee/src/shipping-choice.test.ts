import { readFileSync } from 'node:fs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { chooseShipping, mapWays } from './shipping-choice.ts';
import { shippingParameterSchema } from './wire/shipping.ts';

const raw = JSON.parse(readFileSync(new URL('./fixtures/shipping-parameter.json', import.meta.url), 'utf8')) as Record<string, object>;
const offered = (change: object = {}) => shippingParameterSchema.parse({ ...raw, ...change });
const needs = (info_needed: object, more: object = {}) => offered({ info_needed, pickup: null, dropoff: null, ...more });
const sender = {
  name: 'Budi',
  phone: '',
  lines: [],
  city: '',
  state: '',
  postalCode: '',
  regionCode: 'TW',
  email: '',
};
const ownCarrier = { trackingNumber: 'T1', carrierName: 'Own' };
const fieldsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof PlatformFailure) return [error.kind, ...error.fields];
  }
  return [];
};

describe('the way a parcel goes out', () => {
  it('is by default the recommended pick-up at the usual address', () => {
    expect(chooseShipping(offered(), {})).toEqual({ pickup: { address_id: 234, pickup_time_id: '1793750400_1' } });
  });

  it('is what the seller chose', () => {
    expect(chooseShipping(offered(), { handover: { kind: 'pickup', placeId: '234', slotId: '1793664000_1' } })).toEqual({
      pickup: { address_id: 234, pickup_time_id: '1793664000_1' },
    });
    expect(chooseShipping(offered(), { handover: { kind: 'pickup', slotId: '1793664000_9' } })).toEqual({
      pickup: { address_id: 233, pickup_time_id: '1793664000_9' },
    });
    expect(chooseShipping(offered(), { handover: { kind: 'drop-off' } })).toEqual({ dropoff: {} });
  });

  it('is refused when the choice is not offered any more', () => {
    for (const handover of [{ placeId: '9' }, { slotId: '9' }, { placeId: '234', slotId: '1793664000_9' }]) {
      const field = handover.slotId === undefined ? 'handover.placeId' : 'handover.slotId';
      expect(fieldsOf(() => chooseShipping(offered(), { handover: { kind: 'pickup', ...handover } }))).toEqual(['invalid', field]);
    }
    expect(fieldsOf(() => chooseShipping(needs({ dropoff: [] }), { handover: { kind: 'pickup' } }))).toEqual(['invalid', 'handover']);
    expect(fieldsOf(() => chooseShipping(needs({}), {}))).toEqual(['conflict']);
  });

  it('names nothing that was not asked for', () => {
    expect(chooseShipping(needs({ pickup: [] }), {})).toEqual({ pickup: {} });
    expect(chooseShipping(needs({ dropoff: [], non_integrated: null }), {})).toEqual({ dropoff: {} });
    const noSlots = { pickup: { address_list: [{ address_id: 1, time_slot_list: null }] } };
    expect(chooseShipping(needs({ pickup: ['address_id', 'pickup_time_id'] }, noSlots), {})).toEqual({ pickup: { address_id: 1 } });
  });

  it('brings a parcel to the branch, in the real name of the sender, with the number that the seller has', () => {
    const all = needs(
      { dropoff: ['branch_id', 'sender_real_name', 'tracking_no'] },
      { dropoff: { branch_list: [{ branch_id: 5 }, { branch_id: 6 }] } },
    );
    expect(chooseShipping(all, { sender, ownCarrier, handover: { kind: 'drop-off', placeId: '6' } })).toEqual({
      dropoff: { branch_id: 6, sender_real_name: 'Budi', tracking_number: 'T1' },
    });
    expect(fieldsOf(() => chooseShipping(all, { ownCarrier }))).toEqual(['invalid', 'sender.name']);
    expect(fieldsOf(() => chooseShipping(all, { sender }))).toEqual(['invalid', 'ownCarrier']);
    const slugs = needs({ dropoff: ['slug'] }, { dropoff: { slug_list: [{ slug: 'S1', slug_name: 'Seven' }] } });
    expect(chooseShipping(slugs, {})).toEqual({ dropoff: { slug: 'S1' } });
  });

  it("is the seller's own carrier only where Shopee offers that", () => {
    expect(chooseShipping(needs({ non_integrated: ['tracking_no'] }), { ownCarrier })).toEqual({
      non_integrated: { tracking_number: 'T1' },
    });
    expect(chooseShipping(needs({ non_integrated: [] }), { ownCarrier: { trackingNumber: '', carrierName: 'Own' } })).toEqual({
      non_integrated: {},
    });
    expect(fieldsOf(() => chooseShipping(needs({ non_integrated: ['tracking_no'] }), {}))).toEqual(['invalid', 'ownCarrier']);
    expect(fieldsOf(() => chooseShipping(offered(), { ownCarrier }))).toEqual(['invalid', 'ownCarrier']);
  });

  it('is shown with places, slots and the recommendation', () => {
    const [pickup, dropOff] = mapWays(offered());
    expect(pickup?.places).toEqual([
      { id: '233', name: '1 Kho, Ba Đình, Hà Nội', isUsual: false },
      { id: '234', name: '112 Lê Lợi, Quận 1, TP. Hồ Chí Minh', isUsual: true },
    ]);
    expect(pickup?.slots.filter(({ isRecommended }) => isRecommended)).toEqual([
      { id: '1793750400_1', placeId: '234', name: '2026-11-04', isRecommended: true },
    ]);
    expect(dropOff).toEqual({ kind: 'drop-off', places: [], slots: [] });
    expect(mapWays(needs({ non_integrated: [] }))).toEqual([]);
  });
});
