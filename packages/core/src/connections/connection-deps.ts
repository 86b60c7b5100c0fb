import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Secret } from '@shopfleet/kernel';
import type { RefreshDeps } from './refresh-connection.ts';

/** What screens show about a shop that other modules know. */
export interface ShopActivity {
  readonly lastEventAt: Date | undefined;
  readonly openOrders: number;
  readonly sync: readonly {
    readonly kind: 'orders' | 'status' | 'listings' | 'stock';
    readonly lastRunAt: string | null;
    readonly lastStatus: string;
    readonly nextRunAt: string | null;
  }[];
}

export interface ConnectionDeps extends RefreshDeps {
  readonly jobs: Jobs;
  /** Signs states and makes PKCE verifiers; the same in every process. */
  readonly consentSecret: Secret;
  /** Where browsers and marketplaces reach the hub; '' when nobody outside does. */
  readonly publicUrl: string;
  /** Upwards, inside the connecting transaction: the first synchronisation is due. */
  readonly onShopConnected?: (tx: Tx, shop: { tenantId: string; shopId: string; isNew: boolean }) => Promise<void>;
  /** Upwards, inside the changing transaction: the shop is to take its stock from here from now on. */
  readonly onPublishingBegins?: (tx: Tx, shop: { tenantId: string; shopId: string }) => Promise<void>;
  /** Upwards: activity by shop id, of the tenant of `tx`. */
  readonly readActivity?: (tx: Tx) => Promise<ReadonlyMap<string, ShopActivity>>;
}
