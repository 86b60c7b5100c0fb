import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import { findForgotten } from '../sync/index.ts';
import { isForgotten } from './forget-buyers.ts';
import type { OrderRow } from './order-row.ts';

interface Incoming {
  readonly order: PlatformOrder;
  readonly row: OrderRow;
}

/**
 * Orders as they come in, without buyers whom their marketplace asked to forget and still shows. What was kept of their earlier states
 * goes with the next look at all orders (`forgetBuyers`), which finds them by the key that stays.
 */
export async function leaveOutForgotten(
  tx: Tx,
  clock: Clock,
  platform: string,
  incoming: readonly Incoming[],
): Promise<readonly Incoming[]> {
  const keys = incoming.flatMap(({ row }) => (row.buyer_key === '' ? [] : [row.buyer_key]));
  if (keys.length === 0) return incoming;
  const forgotten = await findForgotten(tx, platform, keys);
  if (forgotten.size === 0) return incoming;
  const now = clock.now();
  return incoming.map((one) => {
    const askedAt = forgotten.get(one.row.buyer_key);
    return askedAt && isForgotten(one.order.status, askedAt, now) ? { ...one, row: { ...one.row, ...nobody } } : one;
  });
}

const nobody = { buyer_name: '', buyer_note: '', address: {} };
