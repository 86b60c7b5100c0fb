import type { Tx } from '@shopfleet/db';
import type { Component } from '../../catalog/index.ts';
import type { LineNeed, NewReservation, Reservation, ReservationPlan } from '../reservation.ts';
import { seeRestock, seeSale } from './claim.ts';
import { loadClaims, type StoredClaim, saveClaims } from './claim-store.ts';

/** Units of a variant that were seen to be sold (> 0) or cancelled (< 0) for the first time. */
export interface SaleNews {
  readonly variantId: string;
  readonly units: number;
  readonly placedAt: Date;
}

/** What a plan of reservations learned about sales: a line counts once, whatever it is moved between promised, short and gone. */
export function newsOf(
  plan: Pick<ReservationPlan, 'added' | 'closed'>,
  needs: readonly LineNeed[],
  existing: readonly Reservation[],
  components: ReadonlyMap<string, readonly Component[]>,
): SaleNews[] {
  const released = new Set(plan.closed.filter(({ state }) => state === 'released').map(({ id }) => id));
  return needs.flatMap(({ orderLineId, variantId, placedAt }) => {
    const part = variantId === null ? undefined : components.get(variantId)?.[0];
    if (variantId === null || !part) return [];
    const ofPart = (one: Reservation | NewReservation) => one.orderLineId === orderLineId && one.skuId === part.skuId;
    const counted = plan.added.filter(ofPart).reduce((sum, one) => sum + one.quantity, 0);
    const letGo = existing.filter((one) => ofPart(one) && released.has(one.id)).reduce((sum, one) => sum + one.quantity, 0);
    const units = Math.trunc((counted - letGo) / part.quantity);
    return units === 0 ? [] : [{ variantId, units, placedAt }];
  });
}

/** Lowers the claims of what was sold, raises those of what was cancelled. The levels of their SKUs must be locked. */
export async function followSales(tx: Tx, tenantId: string, news: readonly SaleNews[]): Promise<void> {
  if (news.length === 0) return;
  const claims = await loadClaims(
    tx,
    tenantId,
    news.map(({ variantId }) => variantId),
  );
  if (claims.size === 0) return;
  const changed = new Map<string, StoredClaim>();
  for (const { variantId, units, placedAt } of news) {
    const stored = changed.get(variantId) ?? claims.get(variantId);
    if (!stored) continue;
    const { claim, lagSeconds } = stored;
    const sale = { units, placedAtMs: placedAt.getTime() };
    changed.set(variantId, { lagSeconds, claim: units > 0 ? seeSale(claim, sale, lagSeconds * 1_000) : seeRestock(claim, -units) });
  }
  await saveClaims(tx, tenantId, changed);
}
