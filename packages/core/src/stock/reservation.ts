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
  readonly quantity: number;
  readonly state: ReservationState;
}

/** A locked row of `stock_level`. */
export interface Level {
  readonly skuId: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly promoHeld: number;
  readonly countedSince: Date;
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
  /** Change of `reserved` and `on_hand` by SKU. */
  readonly changes: ReadonlyMap<string, { reserved: number; onHand: number }>;
  /** Orders and SKUs whose shortfall has to be written down again. */
  readonly shortages: readonly { orderId: string; skuId: string }[];
}

export const isLive = (state: ReservationState): boolean => state === 'open' || state === 'short' || state === 'pending';
export const availableOf = (level: Pick<Level, 'onHand' | 'reserved' | 'promoHeld'>): number =>
  level.onHand - level.reserved - level.promoHeld;

/** What a line needs of each SKU; undefined when its variant is not mapped. */
export function demandOf(need: LineNeed, components: ReadonlyMap<string, readonly Component[]>): readonly Component[] | undefined {
  const parts = need.variantId === null ? undefined : components.get(need.variantId);
  return parts?.map(({ skuId, quantity }) => ({ skuId, quantity: quantity * need.quantity }));
}
