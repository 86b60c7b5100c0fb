import type { Sealer } from '@shopfleet/kernel';
import { newId, Secret } from '@shopfleet/kernel';
import type { TestDatabase } from '../database/test-database.ts';

/** Tokens as a platform gave them, without the consent and the exchange. */
export interface ContentGrant {
  readonly openId: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshExpiresIn: number;
  readonly scopes: readonly string[];
}

export interface ContentAccountsOptions {
  readonly tenantId: string;
  readonly platform: string;
  readonly sealer: Sealer;
  readonly timeZone?: string;
  /** When the tokens were given; default now. */
  readonly at?: Date;
}

/** Connects accounts by writing their rows, for tests and measurements with many of them. Gives their ids in the order of the grants. */
export async function connectContentAccounts(
  database: Pick<TestDatabase, 'query'>,
  grants: readonly ContentGrant[],
  { tenantId, platform, sealer, timeZone = 'Asia/Jakarta', at = new Date() }: ContentAccountsOptions,
): Promise<string[]> {
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000).toISOString();
  const rows = grants.map((grant) => {
    const connectionId = newId('connection');
    const seal = (token: string, column: string) =>
      sealer.seal(new Secret(token), `connection:${connectionId}:${column}`).toString('base64');
    return {
      account_id: newId('contentAccount'),
      connection_id: connectionId,
      external_id: grant.openId,
      handle: grant.username,
      scopes: grant.scopes,
      access: seal(grant.accessToken, 'access_token'),
      refresh: seal(grant.refreshToken, 'refresh_token'),
      access_until: after(grant.expiresIn),
      refresh_until: after(grant.refreshExpiresIn),
    };
  });
  const list = `jsonb_to_recordset($1::jsonb) as r (account_id text, connection_id text, external_id text, handle text, scopes jsonb,
    access text, refresh text, access_until timestamptz, refresh_until timestamptz)`;
  await database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id, account_name, scopes, access_token, refresh_token,
       access_expires_at, refresh_expires_at, refreshed_at)
     select $2, connection_id, $3, 'connected', external_id, handle, array(select jsonb_array_elements_text(scopes)),
       decode(access, 'base64'), decode(refresh, 'base64'), access_until, refresh_until, $4 from ${list}`,
    [JSON.stringify(rows), tenantId, platform, at.toISOString()],
  );
  await database.query(
    `insert into content_account (tenant_id, id, connection_id, platform, external_id, handle, time_zone)
     select $2, account_id, connection_id, $3, external_id, handle, $4 from ${list}`,
    [JSON.stringify(rows), tenantId, platform, timeZone],
  );
  return rows.map((row) => row.account_id);
}
