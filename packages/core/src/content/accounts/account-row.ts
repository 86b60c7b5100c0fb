import type { ConnectionFacts } from './account-status.ts';

/** A content account with what its connection says. */
export interface AccountRow {
  readonly tenantId: string;
  readonly id: string;
  readonly outletId: string | undefined;
  readonly outletCode: string | undefined;
  readonly outletName: string | undefined;
  readonly connectionId: string;
  readonly platform: string;
  readonly externalId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly isVerified: boolean;
  readonly timeZone: string;
  readonly problem: string;
  readonly connectedAt: Date;
  readonly disconnectedAt: Date | undefined;
  readonly profileAt: Date | undefined;
  readonly videosAt: Date | undefined;
  readonly connection: ConnectionFacts & {
    readonly statusReason: string;
    readonly scopes: readonly string[];
    readonly accessExpiresAt: Date | undefined;
    readonly refreshedAt: Date | undefined;
  };
}

export interface RawAccount extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  outlet_id: string | null;
  outlet_code: string | null;
  outlet_name: string | null;
  connection_id: string;
  platform: string;
  external_id: string;
  handle: string;
  display_name: string;
  is_verified: boolean;
  time_zone: string;
  problem: string;
  connected_at: string;
  disconnected_at: string | null;
  profile_at: string | null;
  videos_at: string | null;
  status: ConnectionFacts['status'];
  status_reason: string;
  scopes: string[];
  access_expires_at: string | null;
  refresh_expires_at: string | null;
  refreshed_at: string | null;
}

const instant = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));

export function toAccountRow(raw: RawAccount): AccountRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    outletId: raw.outlet_id ?? undefined,
    outletCode: raw.outlet_code ?? undefined,
    outletName: raw.outlet_name ?? undefined,
    connectionId: raw.connection_id,
    platform: raw.platform,
    externalId: raw.external_id,
    handle: raw.handle,
    displayName: raw.display_name,
    isVerified: raw.is_verified,
    timeZone: raw.time_zone,
    problem: raw.problem,
    connectedAt: new Date(raw.connected_at),
    disconnectedAt: instant(raw.disconnected_at),
    profileAt: instant(raw.profile_at),
    videosAt: instant(raw.videos_at),
    connection: {
      status: raw.status,
      statusReason: raw.status_reason,
      scopes: raw.scopes,
      accessExpiresAt: instant(raw.access_expires_at),
      refreshExpiresAt: instant(raw.refresh_expires_at),
      refreshedAt: instant(raw.refreshed_at),
    },
  };
}
