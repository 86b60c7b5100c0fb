import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { appendHistory, type OrderImported, setFulfilState } from '../orders/index.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { voidLabelJob } from './fulfilment-jobs.ts';

type Deps = Pick<FulfilmentDeps, 'clock' | 'jobs' | 'pullLabels'>;
const askedReason = 'The buyer asks to cancel';
const printedNote = 'Cancelled after its label was printed. Take the parcel off the pile.';

/**
 * The buyer or the marketplace cancelled, or asks to: labels that are not printed yet are pulled back, and a package whose label may
 * be on paper is put on hold, so that scanning it stops.
 */
export async function interlockCancelled(tx: Tx, deps: Deps, event: OrderImported): Promise<void> {
  const isCancelled = event.after === 'cancelled' && event.before !== 'cancelled';
  if (event.isNew) return;
  if (!isCancelled && !event.isCancelRequested) return release(tx, deps, event);
  if (!isCancelled && event.after === 'cancelled') return;
  const reason = isCancelled ? 'The order was cancelled' : askedReason;
  const packages = await tx.execute<{ id: string }>(sql`
    select distinct p.id from package_line l join package p on p.tenant_id = l.tenant_id and p.id = l.package_id
    where l.order_id = ${event.orderId} and p.status not in ('in_transit', 'delivered') and p.hold_reason <> ${reason} order by p.id`);
  if (packages.rows.length === 0) return;
  let isAnyPrinted = false;
  for (const { id } of packages.rows) {
    await tx.execute(sql`update package set hold_reason = ${reason}, updated_at = ${deps.clock.now().toISOString()} where id = ${id}`);
    // After the hold: a label that is being queued just now either sees it, or is seen here.
    isAnyPrinted = (await deps.pullLabels(tx, id, reason)) || isAnyPrinted;
    if (isCancelled) await deps.jobs.enqueue(tx, voidLabelJob, event.tenantId, { packageId: id }, { dedupeKey: id });
  }
  const note = isAnyPrinted ? (isCancelled ? printedNote : `${reason}, and its label is printed. Keep the parcel back.`) : reason;
  await setFulfilState(tx, { orderId: event.orderId, state: isAnyPrinted || !isCancelled ? 'held' : 'none', note });
  const detail = { reason, isAnyPrinted };
  await appendHistory(tx, deps.clock, {
    tenantId: event.tenantId,
    orderId: event.orderId,
    kind: 'package-held',
    actor: 'system:hub',
    detail,
  });
}

/** The buyer no longer asks to cancel: the parcel may go on, when a person says so. */
async function release(tx: Tx, deps: Deps, { tenantId, orderId, after }: OrderImported): Promise<void> {
  if (after === 'cancelled') return;
  const released = await tx.execute(sql`
    update package p set hold_reason = '', updated_at = ${deps.clock.now().toISOString()}
    where p.hold_reason = ${askedReason} and exists (
      select from package_line l where l.tenant_id = p.tenant_id and l.package_id = p.id and l.order_id = ${orderId}) returning id`);
  if (released.rows.length === 0) return;
  const reason = 'The buyer no longer asks to cancel. Fulfil it again.';
  await setFulfilState(tx, { orderId, state: 'none', note: reason });
  await appendHistory(tx, deps.clock, { tenantId, orderId, kind: 'package-released', actor: 'system:hub', detail: { reason } });
}
