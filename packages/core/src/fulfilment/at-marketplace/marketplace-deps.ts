import type { Database } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { OpenShop } from '../../sync/index.ts';

/** What a change of an order at its marketplace needs. */
export interface AtMarketplaceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly openShop: OpenShop;
  /** Reads orders again and takes over how they stand now. */
  readonly refreshOrders: (tenantId: string, shopId: string, externalIds: readonly string[]) => Promise<unknown>;
}

export interface AskedBy {
  readonly tenantId: string;
  /** For the order's history: `user:…`. */
  readonly actor: string;
}
