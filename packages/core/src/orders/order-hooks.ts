import type { Tx } from '@shopfleet/db';
import type { OrderStatus, PlatformOrder } from '@shopfleet/platform-kit';

/** An order was imported: new, or in a newer version. */
export interface OrderImported {
  readonly tenantId: string;
  readonly orderId: string;
  readonly shopId: string;
  readonly isNew: boolean;
  readonly before: OrderStatus | undefined;
  readonly after: OrderStatus;
  readonly isCancelRequested: boolean;
  readonly platformOrder: PlatformOrder;
  /** Our line ids by the marketplace's. */
  readonly lineIds: ReadonlyMap<string, string>;
}

/** What modules above want to do when an order changes; runs inside the import's transaction, so it commits or fails with it. */
export interface OrderHooks {
  onImported(tx: Tx, event: OrderImported): Promise<void>;
}

export const noHooks: OrderHooks = { onImported: async () => undefined };
