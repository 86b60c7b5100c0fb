import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { notThere, placeOf } from '../move-stock.ts';
import type { StockDeps } from '../stock-deps.ts';
import { lockPlaces } from './lock-places.ts';
import { canUndo, findCause, findMovements, type LedgerRow } from './movement-store.ts';
import { type HandKind, writeMovements } from './write-movements.ts';

/**
 * Takes a movement made by hand back by its opposite, a transfer whole. Once: the opposite has the same cause, and the ledger takes a cause
 * once. Throws `NOT_FOUND`, and `CONFLICT` when it was taken back already, was not made by hand, or its units are not there any more.
 */
export async function undoMovement(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; movementId: string; actor: string },
): Promise<LedgerRow[]> {
  const { tenantId, movementId, actor } = input;
  const found = await findCause(tx, tenantId, movementId);
  const [first] = found;
  if (!first) throw new HubError('NOT_FOUND', { message: 'There is no such movement' });
  const places = found.map((one) => one.location_id);
  const level = await lockPlaces(tx, tenantId, first.sku_id, places);
  const movements = await findCause(tx, tenantId, movementId);
  const stuck = movements.find((one) => !canUndo(one));
  if (stuck) throw new HubError('CONFLICT', { message: whyNot(stuck) });
  for (const one of movements) {
    const place = placeOf(level, one.location_id);
    if (one.quantity > 0 && place.onHand < one.quantity) throw notThere(place);
  }
  const opposite = movements.map((one) => ({
    skuId: one.sku_id,
    locationId: one.location_id,
    kind: one.kind as HandKind,
    quantity: -one.quantity,
    cause: { kind: 'undo', id: one.cause_id },
    reason: one.reason,
    actor,
    undoesId: one.id,
  }));
  const ids = await writeMovements(tx, deps, tenantId, opposite);
  return findMovements(tx, tenantId, ids);
}

function whyNot({ undone_by_id, undoes_id }: LedgerRow): string {
  if (undone_by_id !== null) return 'This movement was taken back already';
  if (undoes_id !== null) return 'This movement takes another one back: make a new one instead';
  return 'Only movements made by hand can be taken back; this one follows from an order';
}
