import type { Database } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { EventHint, PlatformFailure } from '@shopfleet/platform-kit';
import type { ConnectionRow } from './connection-row.ts';
import { type ConnectionEvent, endsSoon } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import { moveConnection } from './move-connection.ts';
import { findShop } from './shop-store.ts';
import { tokenSourceOf } from './token-source.ts';

interface NoteDeps {
  readonly db: Database;
  readonly clock: Clock;
}

// A refused refresh has asked for a person already; a call that is refused beside good tokens may be a passing matter.
const eventOf: Readonly<Partial<Record<PlatformFailure['kind'], ConnectionEvent>>> = { 'auth-expired': 'failed', forbidden: 'failed' };

/** The connection itself, or the shop whose connection is meant. */
export type GrantOwner = { readonly connectionId: string } | { readonly shopId: string };

/** Tells a connection that a call failed. Only failures of the grant itself change it; the rest is weather. */
export async function noteConnectionFailure(deps: NoteDeps, tenantId: string, owner: GrantOwner, failure: PlatformFailure): Promise<void> {
  const event = eventOf[failure.kind];
  if (event) await tellConnection(deps, tenantId, owner, event, failure.message);
}

/**
 * Passes on what the platform itself said about the grant, at `saidAt`: it ended, or ends soon. That it ended says nothing about tokens
 * that were granted since: an event may have waited until its shop was connected again.
 */
export async function noteAuthorizationEvent(
  deps: NoteDeps,
  tenantId: string,
  owner: GrantOwner,
  kind: Extract<EventHint['kind'], 'authorization-ended' | 'authorization-ending'>,
  saidAt?: Date,
): Promise<void> {
  if (kind === 'authorization-ended') {
    const isOfFormer = ({ refreshedAt }: ConnectionRow) => saidAt !== undefined && refreshedAt !== undefined && saidAt < refreshedAt;
    await tellConnection(deps, tenantId, owner, 'ended', 'The authorization was ended on the other side', isOfFormer);
  } else {
    await tellConnection(deps, tenantId, owner, 'ending-soon', endsSoon);
  }
}

async function tellConnection(
  deps: NoteDeps,
  tenantId: string,
  owner: GrantOwner,
  event: ConnectionEvent,
  reason: string,
  isOfFormer: (connection: ConnectionRow) => boolean = () => false,
): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const connectionId = 'connectionId' in owner ? owner.connectionId : (await findShop(tx, owner.shopId))?.connectionId;
    const connection = connectionId === undefined ? undefined : await findConnection(tx, connectionId);
    if (!connection || isOfFormer(connection)) return;
    if (await moveConnection(tx, deps.clock, connection, event, reason)) tokenSourceOf(deps.db).forget(connection.id);
  });
}
