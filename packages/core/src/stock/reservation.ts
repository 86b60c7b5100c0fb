import type { Component } from '../catalog/index.ts';

/** What an order wants of one of its lines: keep the goods, let them go, or note that they have left. */
export type LineWish = 'reserve' | 'release' | 'consume';

export interface LineNeed {
  readonly orderId: string;
  readonly orderLineId: string;
  /** Null when the marketplace names no variant. */
  readonly variantId: string | null;
  readonly quantity: number;
  readonly wish: LineWish;
  /** When the buyer ordered: decides who is served first, and whether units that left before a SKU was counted matter. */
  readonly placedAt: Date;
}

export type ReservationState = 'open' | 'short' | 'pending' | 'released' | 'consumed';

export interface Reservation {
  readonly id: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly skuId: string | null;
  readonly locationId: string | null;
  readonly quantity: number;
  readonly state: ReservationState;
}

/** What is at one location: a locked row of `stock_level`. */
export interface Place {
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly promoHeld: number;
}

/** A SKU's locked rows, added up. What is promised may lie anywhere: only the sums decide. */
export interface Level extends Omit<Place, 'locationId'> {
  readonly skuId: string;
  readonly countedSince: Date;
  readonly isGuaranteed: boolean;
  /** Somebody wants to be told when little is left. */
  readonly isWatched: boolean;
  /** The default location first. */
  readonly places: readonly [Place, ...Place[]];
}

export interface LevelChange {
  readonly skuId: string;
  readonly locationId: string;
  readonly reserved: number;
  readonly onHand: number;
}

export interface NewReservation {
  readonly orderId: string;
  readonly orderLineId: string;
  readonly variantId: string | null;
  readonly skuId: string | null;
  readonly locationId: string | null;
  readonly quantity: number;
  readonly state: ReservationState;
}

export interface Sale {
  readonly orderLineId: string;
  readonly skuId: string;
  readonly locationId: string;
  readonly quantity: number;
}

export interface ReservationPlan {
  readonly closed: readonly { id: string; state: 'released' | 'consumed' }[];
  readonly added: readonly NewReservation[];
  readonly sales: readonly Sale[];
  readonly changes: readonly LevelChange[];
  /** Orders and SKUs whose shortfall has to be written down again. */
  readonly shortages: readonly { orderId: string; skuId: string }[];
}

export const isLive = (state: ReservationState): boolean => state === 'open' || state === 'short' || state === 'pending';
export const availableOf = (level: Pick<Level, 'onHand' | 'reserved' | 'promoHeld'>): number =>
  level.onHand - level.reserved - level.promoHeld;

const freeAt = (place: Place): number => place.onHand - place.reserved - place.promoHeld;

/** A level after some changes of its places. */
export function changedLevel(level: Level, changes: readonly LevelChange[]): Level {
  if (changes.length === 0) return level;
  const change = (place: Place): Place => {
    const own = changes.find(({ locationId }) => locationId === place.locationId);
    return own ? { ...place, onHand: place.onHand + own.onHand, reserved: place.reserved + own.reserved } : place;
  };
  const [usual, ...others] = level.places;
  return {
    ...level,
    onHand: level.onHand + changes.reduce((sum, one) => sum + one.onHand, 0),
    reserved: level.reserved + changes.reduce((sum, one) => sum + one.reserved, 0),
    places: [change(usual), ...others.map(change)],
  };
}

/** Where to promise units: at the default location, or else where most are free. All of them at one location. */
export function placeFor(level: Level, quantity: number): string {
  const [usual, ...others] = level.places;
  if (freeAt(usual) >= quantity) return usual.locationId;
  const roomy = others.filter((place) => freeAt(place) >= quantity).sort((a, b) => freeAt(b) - freeAt(a));
  return (roomy[0] ?? usual).locationId;
}

/** From where units leave: the named location first, then where most lie. What lies nowhere is owed by the named one. */
export function takeFrom(places: readonly Place[], locationId: string, quantity: number): { locationId: string; quantity: number }[] {
  const isFirst = (place: Place) => place.locationId === locationId;
  const others = places.filter((place) => !isFirst(place)).sort((a, b) => b.onHand - a.onHand);
  let left = quantity;
  const taken = [...places.filter(isFirst), ...others].map((place) => {
    const taking = Math.min(left, Math.max(0, place.onHand));
    left -= taking;
    return { locationId: place.locationId, quantity: taking };
  });
  return taken
    .map((one) => (one.locationId === locationId ? { ...one, quantity: one.quantity + left } : one))
    .filter((one) => one.quantity > 0);
}

/** What a line needs of each SKU; undefined when its variant is not mapped. */
export function demandOf(need: LineNeed, components: ReadonlyMap<string, readonly Component[]>): readonly Component[] | undefined {
  const parts = need.variantId === null ? undefined : components.get(need.variantId);
  return parts?.map(({ skuId, quantity }) => ({ skuId, quantity: quantity * need.quantity }));
}
