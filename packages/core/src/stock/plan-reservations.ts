import type { Component } from '../catalog/index.ts';
import {
  availableOf,
  changedLevel,
  demandOf,
  isLive,
  type Level,
  type LevelChange,
  type LineNeed,
  type NewReservation,
  placeFor,
  type Reservation,
  type ReservationPlan,
  type Sale,
  takeFrom,
} from './reservation.ts';

export interface PlanInput {
  readonly needs: readonly LineNeed[];
  readonly components: ReadonlyMap<string, readonly Component[]>;
  /** Every reservation that the lines ever had. */
  readonly existing: readonly Reservation[];
  /** The locked levels of every SKU concerned. */
  readonly levels: ReadonlyMap<string, Level>;
}

/**
 * Works out which reservations to make, close and consume, so that afterwards each line has what its order wishes. Pure, and
 * nothing to do when called again. Demand is summed per order and SKU over all lines and bundle components, before anything is
 * given: an order gets all of a SKU or none of it, and what is not there is short, never negative.
 */
export function planReservations({ needs, components, existing, levels }: PlanInput): ReservationPlan {
  const book = new PlanBook(levels);
  const byLine = groupBy(existing, (one) => one.orderLineId);
  const wanted: Wanted[] = [];
  for (const need of needs) {
    const had = byLine.get(need.orderLineId) ?? [];
    const demand = demandOf(need, components);
    if (need.wish === 'release') book.closeAll(had, 'released');
    if (need.wish === 'consume') consumeLine(book, need, had, demand);
    if (need.wish === 'reserve') wanted.push(...missingOf(book, need, had, demand));
  }
  giveOldestFirst(book, wanted);
  return book.toPlan();
}

interface Wanted {
  readonly need: LineNeed;
  readonly skuId: string;
  readonly quantity: number;
}

/** What an open line still lacks; notes a pending reservation when nobody knows what the variant is made of. */
function missingOf(book: PlanBook, need: LineNeed, had: readonly Reservation[], demand: readonly Component[] | undefined): Wanted[] {
  if (!demand) {
    if (had.some((one) => isLive(one.state) || one.state === 'consumed')) return [];
    book.add({ ...identity(need), skuId: null, locationId: null, quantity: need.quantity, state: 'pending' });
    return [];
  }
  book.closeAll(
    had.filter((one) => one.state === 'pending'),
    'released',
  );
  return demand.flatMap(({ skuId, quantity }) => {
    const own = had.filter((one) => one.skuId === skuId);
    const live = own.find((one) => isLive(one.state));
    if (own.some((one) => one.state === 'consumed') || live?.quantity === quantity) return [];
    if (live) book.closeAll([live], 'released');
    return [{ need, skuId, quantity }];
  });
}

/** The goods of a line have left: what was promised is used up; what was never promised leaves the shelf all the same. */
function consumeLine(book: PlanBook, need: LineNeed, had: readonly Reservation[], demand: readonly Component[] | undefined): void {
  const live = had.filter((one) => isLive(one.state));
  book.closeAll(live, 'consumed');
  for (const { skuId, quantity } of demand ?? []) {
    if (had.some((one) => one.skuId === skuId && (isLive(one.state) || one.state === 'consumed'))) continue;
    const level = book.level(skuId);
    // Ordered and gone before anybody counted this SKU: the count never held it.
    if (need.placedAt < level.countedSince) continue;
    const { locationId } = level.places[0];
    book.add({ ...identity(need), skuId, locationId, quantity, state: 'consumed' });
    book.sell(need.orderLineId, skuId, locationId, quantity);
  }
}

function giveOldestFirst(book: PlanBook, wanted: readonly Wanted[]): void {
  const groups = [...groupBy(wanted, (one) => `${one.need.orderId} ${one.skuId}`).values()];
  const first = (group: readonly Wanted[]) => group[0]?.need;
  groups.sort((a, b) => (first(a)?.placedAt.getTime() ?? 0) - (first(b)?.placedAt.getTime() ?? 0));
  for (const group of groups) {
    const skuId = group[0]?.skuId ?? '';
    const orderId = first(group)?.orderId ?? '';
    const total = group.reduce((sum, one) => sum + one.quantity, 0);
    const { state, locationId } = book.take(skuId, total);
    for (const { need, quantity } of group) book.add({ ...identity(need), skuId, locationId, quantity, state });
    if (state === 'short') book.noteShortage(orderId, skuId);
  }
}

function identity(need: LineNeed): Pick<NewReservation, 'orderId' | 'orderLineId' | 'variantId'> {
  return { orderId: need.orderId, orderLineId: need.orderLineId, variantId: need.variantId };
}

/** Collects the plan and keeps what is left of each SKU at each location while it grows. */
class PlanBook {
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #closed: { id: string; state: 'released' | 'consumed' }[] = [];
  readonly #added: NewReservation[] = [];
  readonly #sales: Sale[] = [];
  readonly #changes = new Map<string, { -readonly [K in keyof LevelChange]: LevelChange[K] }>();
  readonly #shortages = new Map<string, { orderId: string; skuId: string }>();

  constructor(levels: ReadonlyMap<string, Level>) {
    this.#levels = levels;
  }

  level(skuId: string): Level {
    const level = this.#levels.get(skuId);
    if (!level) throw new Error(`the level of ${skuId} was not locked`);
    return level;
  }

  add(reservation: NewReservation): void {
    this.#added.push(reservation);
  }

  /** Promises units when they are there. */
  take(skuId: string, quantity: number): { state: 'open' | 'short'; locationId: string } {
    const level = this.#now(skuId);
    const locationId = placeFor(level, quantity);
    if (availableOf(level) < quantity) return { state: 'short', locationId };
    this.#change(skuId, locationId).reserved += quantity;
    return { state: 'open', locationId };
  }

  sell(orderLineId: string, skuId: string, locationId: string, quantity: number): void {
    for (const taken of takeFrom(this.#now(skuId).places, locationId, quantity)) {
      this.#change(skuId, taken.locationId).onHand -= taken.quantity;
      this.#sales.push({ orderLineId, skuId, ...taken });
    }
  }

  closeAll(reservations: readonly Reservation[], state: 'released' | 'consumed'): void {
    for (const one of reservations) {
      if (!isLive(one.state)) continue;
      // Nobody knows what left the house with a pending line: there is nothing to count.
      this.#closed.push({ id: one.id, state: one.skuId === null ? 'released' : state });
      if (one.skuId === null || one.locationId === null) continue;
      if (one.state === 'open') this.#change(one.skuId, one.locationId).reserved -= one.quantity;
      if (one.state === 'short') this.noteShortage(one.orderId, one.skuId);
      if (state === 'consumed') this.sell(one.orderLineId, one.skuId, one.locationId, one.quantity);
    }
  }

  noteShortage(orderId: string, skuId: string): void {
    this.#shortages.set(`${orderId} ${skuId}`, { orderId, skuId });
  }

  toPlan(): ReservationPlan {
    const changes = [...this.#changes.values()].filter((change) => change.reserved !== 0 || change.onHand !== 0);
    return { closed: this.#closed, added: this.#added, sales: this.#sales, changes, shortages: [...this.#shortages.values()] };
  }

  #change(skuId: string, locationId: string) {
    const key = `${skuId} ${locationId}`;
    let change = this.#changes.get(key);
    if (!change) {
      change = { skuId, locationId, reserved: 0, onHand: 0 };
      this.#changes.set(key, change);
    }
    return change;
  }

  /** The level as the plan so far leaves it. */
  #now(skuId: string): Level {
    return changedLevel(
      this.level(skuId),
      [...this.#changes.values()].filter((change) => change.skuId === skuId),
    );
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
