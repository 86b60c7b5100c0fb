import { shopRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';

export type ShopSettings = z.infer<typeof shopRoutes.shopSettingsSchema>;

export interface ShopRow {
  readonly tenantId: string;
  readonly id: string;
  readonly connectionId: string;
  readonly platform: string;
  readonly region: string;
  readonly externalId: string;
  readonly name: string;
  readonly addressKey: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly settings: ShopSettings;
  readonly settingsVersion: number;
  readonly createdAt: Date;
  readonly disconnectedAt: Date | undefined;
}

/** As the database gives it. Instants come as text or Date, whichever the driver prefers. */
export interface RawShop extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  connection_id: string;
  platform: string;
  region: string;
  external_id: string;
  name: string;
  address_key: string;
  time_zone: string;
  is_active: boolean;
  settings: unknown;
  settings_version: number;
  created_at: string | Date;
  disconnected_at: string | Date | null;
}

export const instant = (value: string | Date | null): Date | undefined => (value === null ? undefined : new Date(value));

export function toShopRow(raw: RawShop): ShopRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    connectionId: raw.connection_id,
    platform: raw.platform,
    region: raw.region,
    externalId: raw.external_id,
    name: raw.name,
    addressKey: raw.address_key,
    timeZone: raw.time_zone,
    isActive: raw.is_active,
    settings: shopRoutes.shopSettingsSchema.parse(raw.settings),
    settingsVersion: raw.settings_version,
    createdAt: new Date(raw.created_at),
    disconnectedAt: instant(raw.disconnected_at),
  };
}
