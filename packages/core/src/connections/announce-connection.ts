import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { announce } from '../edge/index.ts';
import { hasShops } from './shop-store.ts';

/** Tells the open screens what became of a connection: those of its shops, or of its account when it has none. */
export async function announceConnection(
  tx: Tx,
  clock: Clock,
  { tenantId, connectionId, what }: { tenantId: string; connectionId: string; what: string },
): Promise<void> {
  const topic = (await hasShops(tx, connectionId)) ? 'shop' : 'content-account';
  await announce(tx, clock, tenantId, { topic, id: connectionId, what });
}
