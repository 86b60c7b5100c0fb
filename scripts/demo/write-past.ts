/**
 * Writes what the sandbox's accounts would have shown in the last weeks, as if the hub had read it every day. It is a program of its
 * own, so that its memory is given back. Input, as JSON on the first argument: `WritePast`.
 */
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { sql } from 'drizzle-orm';
import { ensureMonths, ownDay } from '../../packages/core/src/content/index.ts';
import { type AccountHistory, writeHistory } from '../../packages/core/src/content/reports/index.ts';
import { connectDatabase, type Tx } from '../../packages/db/src/index.ts';
import { newId } from '../../packages/kernel/src/index.ts';
import type { AccountHistory as SandboxHistory } from '../../packages/sandbox/src/index.ts';
import { askSandbox } from './sandbox-client.ts';
import type { ComingAccount } from './set-up-content.ts';

export interface WritePast {
  readonly dataDirectory: string;
  readonly sandboxUrl: string;
  readonly tenantId: string;
  readonly platform: string;
  readonly days: number;
  readonly accounts: readonly ComingAccount[];
}

const dayMs = 86_400_000;
/** When the calendar of the hub reads, on the account's own clock; the history is written as if it had. */
const readingAt = '02:05';

/** The instant at which a clock of the zone shows this. */
function instantOf(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = new Date(asUtc).toLocaleString('sv-SE', { timeZone });
  return 2 * asUtc - Date.parse(`${shown.replace(' ', 'T')}Z`);
}

/** The own days before today, the oldest first. */
function daysBefore(now: Date, timeZone: string, count: number): string[] {
  const today = Date.parse(`${ownDay(now, timeZone)}T00:00:00Z`);
  return Array.from({ length: count }, (_, n) => new Date(today - (count - n) * dayMs).toISOString().slice(0, 10));
}

async function writeOne(tx: Tx, input: WritePast, { outletId, timeZone }: ComingAccount, past: SandboxHistory, days: readonly string[]) {
  const { tenantId, platform } = input;
  const { rowCount } = await tx.execute(sql`select from content_account where platform = ${platform} and external_id = ${past.openId}`);
  if ((rowCount ?? 0) > 0) return;
  const [connectionId, accountId] = [newId('connection'), newId('contentAccount')];
  await tx.execute(sql`
    insert into connection (tenant_id, id, platform, status, external_account_id, account_name)
    values (${tenantId}, ${connectionId}, ${platform}, 'revoked', ${past.openId}, ${past.username})`);
  await tx.execute(sql`
    insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, handle, display_name, time_zone, disconnected_at)
    values (${tenantId}, ${accountId}, ${outletId}, ${connectionId}, ${platform}, ${past.openId}, ${past.username}, ${past.displayName},
      ${timeZone}, now())`);
  await writeHistory(tx, tenantId, historyOf(past, days, accountId, timeZone));
}

function historyOf(past: SandboxHistory, days: readonly string[], accountId: string, timeZone: string): AccountHistory {
  return {
    accountId,
    timeZone,
    watchedSince: new Date(past.readings[0]?.atMs ?? Date.now()),
    videos: past.videos.map(({ id, postedSeconds, description, durationSeconds }) => ({
      externalId: id,
      postedAt: new Date(postedSeconds * 1000),
      description,
      durationSeconds,
      shareUrl: `https://www.tiktok.com/@${past.username}/video/${id}`,
      embedUrl: `https://www.tiktok.com/embed/v2/${id}`,
    })),
    days: past.readings.map(({ followers, following, likes, videos, counters }, index) => ({
      day: days[index] ?? '',
      isLate: false,
      profile: { displayName: past.displayName, counters: { followers, following, likes, videos } },
      videos: new Map(counters.map(({ video, ...counted }) => [video + 1, counted])),
    })),
  };
}

const input: WritePast = JSON.parse(argv[2] ?? '{}');
const note: { url: string } = JSON.parse(readFileSync(`${input.dataDirectory}/running-database.json`, 'utf8'));
const database = connectDatabase({ url: note.url, poolSize: 1, applicationName: 'shopfleet demo' });
try {
  const now = new Date();
  await ensureMonths(database, { from: new Date(now.getTime() - (input.days + 2) * dayMs), to: now });
  for (const account of input.accounts) {
    const days = daysBefore(now, account.timeZone, input.days);
    const at = days.map((day) => instantOf(day, readingAt, account.timeZone));
    const past = await askSandbox<SandboxHistory>(input.sandboxUrl, 'history', { account: account.username, at });
    await database.asTenant(input.tenantId, (tx) => writeOne(tx, input, account, past, days));
  }
} finally {
  await database.close();
}
