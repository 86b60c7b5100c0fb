import type { Platform, ShopAccess } from '@shopfleet/platform-kit';
import type { ShopSettings } from '../connections/index.ts';

/** A shop that can be talked to now. */
export interface OpenedShop {
  readonly shop: { readonly id: string; readonly platform: string; readonly settings?: Pick<ShopSettings, 'labelSender' | 'labelParcel'> };
  readonly platform: Platform;
  readonly access: ShopAccess;
}

/** Finds a shop, its platform and the right to act for it. Throws `NEEDS_RECONNECT` or `NOT_FOUND`. */
export type OpenShop = (tenantId: string, shopId: string) => Promise<OpenedShop>;
