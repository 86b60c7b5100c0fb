import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { lockPlaces } from './moves/lock-places.ts';
import { type HandKind, writeMovements } from './moves/write-movements.ts';
import type { Level, Place } from './reservation.ts';
import type { StockDeps } from './stock-deps.ts';

export interface StockChange {
  readonly tenantId: string;
  readonly skuId: string;
  /** The default location unless named. */
  readonly locationId?: string | undefined;
  readonly kind: Exclude<HandKind, 'count' | 'transfer'>;
  /** Units: receipts come in (> 0), write-offs are given as what goes out (either sign), adjustments go both ways. */
  readonly quantity: number;
  readonly reason: string;
  /** `user:…`. */
  readonly actor: string;
  /** Why it happened, once: a cause that moved stock already moves nothing. Default: a new cause. */
  readonly cause?: { readonly kind: string; readonly id: string };
}

/**
 * Receives, adjusts or writes off units: ledger, level, promises that can now be kept, shortfalls, and what marketplaces show,
 * in one transaction. Throws `NOT_FOUND`, and `CONFLICT` when more would go than is there.
 */
export async function adjustStock(tx: Tx, deps: StockDeps, change: StockChange): Promise<void> {
  const quantity = signed(change);
  const place = await lockPlace(tx, change);
  if (place.onHand + quantity < 0) throw notThere(place);
  await writeMovements(tx, deps, change.tenantId, [{ ...change, quantity, locationId: place.locationId }]);
}

export interface StockCount extends Omit<StockChange, 'kind' | 'quantity'> {
  readonly counted: number;
}

/** Sets the number on hand at a location to what somebody counted. Answers what it was. */
export async function countStock(tx: Tx, deps: StockDeps, count: StockCount): Promise<{ before: number }> {
  const place = await lockPlace(tx, count);
  const quantity = count.counted - place.onHand;
  if (quantity !== 0) {
    await writeMovements(tx, deps, count.tenantId, [{ ...count, kind: 'count', quantity, locationId: place.locationId }]);
  }
  return { before: place.onHand };
}

export interface StockTransfer extends Pick<StockChange, 'tenantId' | 'skuId' | 'quantity' | 'reason' | 'actor'> {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  /** Names the transfer; both its movements have it as their cause. */
  readonly id: string;
}

/** Moves units from one location to another: two movements of one cause. Throws `NOT_FOUND`, and `CONFLICT` when they are not there. */
export async function transferStock(tx: Tx, deps: StockDeps, transfer: StockTransfer): Promise<void> {
  const { tenantId, skuId, quantity, fromLocationId, toLocationId } = transfer;
  if (fromLocationId === toLocationId) {
    throw new HubError('INVALID_REQUEST', {
      fields: [{ path: 'toLocationId', code: 'same', message: 'name another location than the one they come from' }],
    });
  }
  const level = await lockPlaces(tx, tenantId, skuId, [fromLocationId, toLocationId]);
  const from = placeOf(level, fromLocationId);
  if (from.onHand < quantity) throw notThere(from);
  const half = { ...transfer, kind: 'transfer', cause: { kind: 'transfer', id: transfer.id } } as const;
  await writeMovements(tx, deps, tenantId, [
    { ...half, locationId: fromLocationId, quantity: -quantity },
    { ...half, locationId: toLocationId, quantity },
  ]);
}

/** The words for more going out than is there. */
export function notThere({ onHand }: Place): HubError {
  return new HubError('CONFLICT', { message: `Only ${Math.max(0, onHand)} units are there: count the shelf, or take out fewer` });
}

export function placeOf(level: Level, locationId: string): Place {
  const place = level.places.find((one) => one.locationId === locationId);
  if (!place) throw new Error(`no level of ${level.skuId} at ${locationId} was locked`);
  return place;
}

async function lockPlace(tx: Tx, { tenantId, skuId, locationId }: Pick<StockChange, 'tenantId' | 'skuId' | 'locationId'>): Promise<Place> {
  const level = await lockPlaces(tx, tenantId, skuId, locationId === undefined ? [] : [locationId]);
  return locationId === undefined ? level.places[0] : placeOf(level, locationId);
}

function signed({ kind, quantity }: StockChange): number {
  if (kind === 'write_off') return -Math.abs(quantity);
  if (kind === 'receipt' && quantity < 0) {
    throw new HubError('INVALID_REQUEST', {
      fields: [{ path: 'quantity', code: 'too_small', message: 'a receipt brings units in: use a positive number, or write off' }],
    });
  }
  return quantity;
}
