import { instant } from './shop-row.ts';

export type ConnectionStatus = 'connected' | 'expiring' | 'needs_reconnect' | 'revoked' | 'error';

export interface ConnectionRow {
  readonly tenantId: string;
  readonly id: string;
  readonly platform: string;
  readonly status: ConnectionStatus;
  readonly statusReason: string;
  readonly externalAccountId: string;
  readonly accountName: string;
  readonly scopes: readonly string[];
  /** Sealed; undefined once wiped. */
  readonly accessToken: Uint8Array | undefined;
  readonly refreshToken: Uint8Array | undefined;
  readonly accessExpiresAt: Date | undefined;
  readonly refreshExpiresAt: Date | undefined;
  readonly tokenVersion: number;
  readonly refreshedAt: Date | undefined;
  readonly checkedAt: Date | undefined;
}

export interface RawConnection extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  platform: string;
  status: ConnectionStatus;
  status_reason: string;
  external_account_id: string;
  account_name: string;
  scopes: string[];
  access_token: Uint8Array | null;
  refresh_token: Uint8Array | null;
  access_expires_at: string | Date | null;
  refresh_expires_at: string | Date | null;
  token_version: number;
  refreshed_at: string | Date | null;
  checked_at: string | Date | null;
}

export function toConnectionRow(raw: RawConnection): ConnectionRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    platform: raw.platform,
    status: raw.status,
    statusReason: raw.status_reason,
    externalAccountId: raw.external_account_id,
    accountName: raw.account_name,
    scopes: raw.scopes,
    accessToken: raw.access_token ?? undefined,
    refreshToken: raw.refresh_token ?? undefined,
    accessExpiresAt: instant(raw.access_expires_at),
    refreshExpiresAt: instant(raw.refresh_expires_at),
    tokenVersion: raw.token_version,
    refreshedAt: instant(raw.refreshed_at),
    checkedAt: instant(raw.checked_at),
  };
}
