import type { Database, Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { ensureMonths } from '../../days/index.ts';
import { addDays } from '../period.ts';
import { sampleHistory } from './sample-history.ts';
import { writeHistory } from './write-history.ts';

export interface SampleChain {
  readonly tenantId: string;
  readonly platform: string;
  readonly accounts: number;
  readonly days: number;
  readonly videos: number;
  /** The last own day of every history. */
  readonly until: string;
  readonly isSteady?: boolean;
  readonly seed?: number;
}

const zones = ['Asia/Jakarta', 'Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'America/Los_Angeles'];
const groups = ['Java', 'Java', 'Sumatra', 'East', 'Franchise'];
const names = ['Ayu', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri', 'Gita', 'Hadi', 'Indah', 'Joko'];

/**
 * A chain of outlets with one account each and their history: one account in forty did not grant its counters. Its connections hold
 * no tokens: it can be looked at, not synced. Gives the accounts' ids.
 */
export async function writeSampleChain(db: Database, chain: SampleChain): Promise<string[]> {
  const first = new Date(`${addDays(chain.until, 1 - chain.days)}T00:00:00Z`);
  await ensureMonths(db, { from: first, to: new Date(`${chain.until}T00:00:00Z`) });
  const ids: string[] = [];
  for (let n = 0; n < chain.accounts; n++) {
    const timeZone = zones[n % zones.length] ?? 'UTC';
    const handle = `outlet.${String(n + 1).padStart(4, '0')}`;
    await db.asTenant(chain.tenantId, async (tx) => {
      const accountId = await insertAccount(tx, chain, { n, timeZone, handle });
      ids.push(accountId);
      const { until, days, videos, isSteady = false, seed = 1 } = chain;
      const shape = { accountId, handle, timeZone, until, days, videos, isSteady, hasCounters: n % 40 !== 39, seed: seed * 7_919 + n };
      await writeHistory(tx, chain.tenantId, sampleHistory(shape));
    });
  }
  return ids;
}

async function insertAccount(
  tx: Tx,
  { tenantId, platform }: SampleChain,
  given: { n: number; timeZone: string; handle: string },
): Promise<string> {
  const { n, timeZone, handle } = given;
  const [outletId, connectionId, accountId] = [newId('outlet'), newId('connection'), newId('contentAccount')];
  const number = String(n + 1).padStart(4, '0');
  const pic = names[n % names.length] ?? '';
  await tx.execute(sql`
    insert into outlet (tenant_id, id, code, name, pic_name, group_name, time_zone)
    values (${tenantId}, ${outletId}, ${`S-${number}`}, ${`Store ${number}`}, ${pic}, ${groups[n % groups.length] ?? ''}, ${timeZone})`);
  await tx.execute(sql`
    insert into connection (tenant_id, id, platform, status, external_account_id, account_name, refresh_expires_at)
    values (${tenantId}, ${connectionId}, ${platform}, 'connected', ${`sample-${connectionId}`}, ${handle}, now() + interval '90 days')`);
  await tx.execute(sql`
    insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, handle, display_name, time_zone)
    values (${tenantId}, ${accountId}, ${outletId}, ${connectionId}, ${platform}, ${`sample-${connectionId}`}, ${handle}, ${handle},
      ${timeZone})`);
  return accountId;
}
