import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, crashPoint, newId } from '@shopfleet/kernel';
import type { EventHint, InboundPlatformEvent, Platform } from '@shopfleet/platform-kit';
import { findShopsByExternalId, type ShopRow } from '../connections/index.ts';
import { insertEvent, type NewEvent } from './event-store.ts';
import { followEvent } from './follow-event.ts';

export interface AcceptDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueMany'>;
  /** By the name in the database. */
  readonly platforms: ReadonlyMap<string, Platform>;
}

export interface InboundCall {
  readonly platform: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

export type Acceptance = 'stored' | 'duplicate' | 'ignored' | 'parked' | 'bad-signature' | 'not-an-event';

/**
 * Takes an event in: verified on its raw bytes, then stored together with the job that follows it up, in one transaction. When
 * this resolves with `stored`, `duplicate`, `ignored` or `parked`, the event cannot be lost any more and may be acknowledged.
 */
export async function acceptEvent(deps: AcceptDeps, call: InboundCall): Promise<Acceptance> {
  const verdict = deps.platforms.get(call.platform)?.verifyWebhook({ headers: call.headers, rawBody: call.rawBody });
  if (!verdict) throw new Error(`the platform ${call.platform} is not installed`);
  if (!verdict.isGenuine) return verdict.reason === 'signature' ? 'bad-signature' : 'not-an-event';
  crashPoint('sync.before-event-stored');
  const acceptance = await deps.db.asSystem((tx) => store(tx, deps, call, verdict.event));
  crashPoint('sync.after-event-stored');
  return acceptance;
}

async function store(tx: Tx, deps: AcceptDeps, call: InboundCall, event: InboundPlatformEvent): Promise<Acceptance> {
  const shops = await findShopsByExternalId(tx, call.platform, event.externalShopId);
  const row = toRow(deps, call, event, shops[0]);
  if (!(await insertEvent(tx, row))) return 'duplicate';
  if (row.state === 'pending') for (const shop of shops) await followEvent(tx, deps.jobs, shop, row);
  return row.state === 'pending' ? 'stored' : row.state === 'parked' ? 'parked' : 'ignored';
}

function toRow(deps: AcceptDeps, call: InboundCall, event: InboundPlatformEvent, shop: ShopRow | undefined): NewEvent {
  const hint = cleanHint(event.hint);
  const { state, reason } = fateOf(event, hint, shop);
  return {
    id: newId('inboundEvent', deps.clock.now().getTime()),
    tenantId: shop?.tenantId ?? null,
    platform: call.platform,
    shopId: shop?.id ?? null,
    topic: storable(event.topic),
    dedupeKey: storable(event.dedupeKey),
    body: call.rawBody,
    externalShopId: storable(event.externalShopId),
    hint,
    waitingFor: hint.kind === 'order' ? hint.externalOrderIds : [],
    state,
    reason,
  };
}

function fateOf(event: InboundPlatformEvent, hint: EventHint, shop: ShopRow | undefined): Pick<NewEvent, 'state' | 'reason'> {
  if (!shop) return { state: 'parked', reason: `No connected shop has the id ${storable(event.externalShopId)}` };
  if (hint.kind === 'nothing') return { state: 'ignored', reason: 'Nothing follows from events of this topic' };
  if (hint.kind === 'order' && hint.externalOrderIds.length === 0) return { state: 'parked', reason: 'The event names no usable order' };
  return { state: 'pending', reason: '' };
}

/** An order id that no table can hold is left out; the event itself is kept with its bytes. */
function cleanHint(hint: EventHint): EventHint {
  if (hint.kind === 'order') {
    return { kind: 'order', externalOrderIds: [...new Set(hint.externalOrderIds)].filter((id) => id !== '' && id === storable(id)) };
  }
  return hint.kind === 'listing' ? { ...hint, externalListingId: storable(hint.externalListingId) } : hint;
}

function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, 200).toWellFormed();
}
