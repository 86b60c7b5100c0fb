import type { PlatformOrder } from '../order.ts';
import type { ShopAccess } from './connect.ts';

export interface OrdersCapability {
  /** Orders by id, at most `maxIds` a call; ids that the shop does not have are left out. */
  readonly maxIds: number;
  fetchOrders(access: ShopAccess, externalIds: readonly string[]): Promise<readonly PlatformOrder[]>;
  /** Orders updated in [since, until), oldest first, one page a call; `pageToken` undefined starts. */
  listUpdated(
    access: ShopAccess,
    range: { since: Date; until: Date; pageToken?: string },
  ): Promise<{
    orders: readonly PlatformOrder[];
    nextPageToken: string | undefined;
    total: number | undefined;
    /** Orders of this page that could not be understood, so that one of them does not stop the others. */
    unreadable?: readonly { externalId: string; reason: string }[];
  }>;
  /** Cancels an order that has not gone out. Throws `conflict` when it is too late. */
  cancel?(access: ShopAccess, input: { externalOrderId: string; reason: CancelReason; externalLineIds: readonly string[] }): Promise<void>;
  /** Answers the buyer's wish to cancel. */
  answerCancellation?(access: ShopAccess, input: { externalOrderId: string; isAccepted: boolean }): Promise<void>;
}

export type CancelReason = 'out-of-stock' | 'buyer-asked' | 'undeliverable';
