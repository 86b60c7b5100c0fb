import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, crashPoint, newId } from '@shopfleet/kernel';
import type { EventHint, InboundPlatformEvent, Platform } from '@shopfleet/platform-kit';
import type { NewEvent } from './event-store.ts';
import { followEvent } from './follow-event.ts';
import { type EventShop, knownShops } from './known-shops.ts';
import { storeAccountEvent } from './store-account-event.ts';
import { storeBuyerGone } from './store-buyer-gone.ts';
import { type StoreResult, storeEvent } from './store-event.ts';

export interface AcceptDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'expression'>;
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
  const verdict = await deps.platforms.get(call.platform)?.verifyWebhook({ headers: call.headers, rawBody: call.rawBody });
  if (!verdict) throw new Error(`the platform ${call.platform} is not installed`);
  if (!verdict.isGenuine) return verdict.reason === 'signature' ? 'bad-signature' : 'not-an-event';
  return keepEvent(deps, call, verdict.event);
}

/** Stores an event that is known to be genuine, because it was verified or fetched from the platform itself. */
export async function keepEvent(
  deps: AcceptDeps,
  call: Pick<InboundCall, 'platform' | 'rawBody'>,
  event: InboundPlatformEvent,
): Promise<Acceptance> {
  const answers: Acceptance[] = [];
  for (const one of eventsOf(event)) {
    crashPoint('sync.before-event-stored');
    answers.push(await store(deps, call, one));
    crashPoint('sync.after-event-stored');
  }
  return answers.find((answer) => answer !== 'duplicate') ?? 'duplicate';
}

/** An event about several shops is one for each; a repeat brings those that were not stored. */
function eventsOf(event: InboundPlatformEvent): readonly InboundPlatformEvent[] {
  const others = event.otherShopIds ?? [];
  return [event, ...others.map((shop) => ({ ...event, externalShopId: shop, dedupeKey: `${event.dedupeKey}:${shop}` }))];
}

async function store(deps: AcceptDeps, call: Pick<InboundCall, 'platform' | 'rawBody'>, event: InboundPlatformEvent): Promise<Acceptance> {
  const row = toRow(deps, call, event);
  if (event.hint.kind === 'buyer-gone') {
    const result = await storeBuyerGone(deps, row, event.hint.accounts);
    return result === 'duplicate' ? 'duplicate' : 'stored';
  }
  if (deps.platforms.get(call.platform)?.content) {
    const { result, state } = await storeAccountEvent(deps, row);
    return result === 'duplicate' ? 'duplicate' : acceptances[state];
  }
  for (let tries = 0; tries < mostLooks; tries++) {
    const shops = await knownShops(deps.db, row, { isStale: tries > 0 });
    const forShops = { ...row, ...addressOf(shops[0]), ...fateOf(event, row.hint, shops[0]) };
    const result = await storeFor(deps, forShops, shops);
    if (result === 'duplicate') return 'duplicate';
    if (result === 'stored') return acceptances[forShops.state];
  }
  throw new Error('the shops of an event changed again and again while it was stored');
}

const mostLooks = 5;
const acceptances = { pending: 'stored', processed: 'stored', parked: 'parked', ignored: 'ignored' } as const;

function storeFor(deps: AcceptDeps, row: NewEvent, shops: readonly EventShop[]): Promise<StoreResult> {
  const followed = row.state === 'pending' ? shops : [];
  const asks = followed.flatMap(
    ({ id, tenantId }) => followEvent(id, row, (kind, requests) => deps.jobs.expression(kind, tenantId, requests)) ?? [],
  );
  return storeEvent(deps.db, { row, asks, shopIds: shops.map(({ id }) => id) });
}

type Unaddressed = Omit<NewEvent, 'tenantId' | 'shopId' | 'state' | 'reason'>;
const addressOf = (shop: EventShop | undefined) => ({ tenantId: shop?.tenantId ?? null, shopId: shop?.id ?? null });

function toRow(deps: AcceptDeps, call: Pick<InboundCall, 'platform' | 'rawBody'>, event: InboundPlatformEvent): Unaddressed {
  const hint = cleanHint(event.hint);
  return {
    id: newId('inboundEvent', deps.clock.now().getTime()),
    platform: call.platform,
    topic: storable(event.topic),
    dedupeKey: storable(event.dedupeKey),
    body: call.rawBody,
    externalShopId: storable(event.externalShopId),
    hint,
    waitingFor: hint.kind === 'order' ? hint.externalOrderIds : [],
  };
}

function fateOf(event: InboundPlatformEvent, hint: EventHint, shop: EventShop | undefined): Pick<NewEvent, 'state' | 'reason'> {
  const unknown = `No connected shop has the id ${storable(event.externalShopId)}`;
  // Kept until the shop is connected, it would end the new authorization.
  if (!shop && hint.kind.startsWith('authorization-')) return { state: 'ignored', reason: unknown };
  if (!shop) return { state: 'parked', reason: unknown };
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
