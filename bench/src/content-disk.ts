import { readVideoDays } from '@shopfleet/core/content';
import type { TestHub } from '@shopfleet/test-kit/hub';
import type { Figure } from './figure.ts';

const sampleAccounts = 5;
/** What the product is planned for. */
const planned = { accounts: 10_000, videos: 200, days: 365 };

/**
 * What a snapshot (one account, video and day) costs on the disk, indexes included, against the same snapshots of a few accounts as one
 * row each; and what that comes to at the size the product is planned for. The last is arithmetic, not a measurement.
 */
export async function contentDiskFigures(
  hub: TestHub,
  { tenantId, ids, days }: { tenantId: string; ids: readonly string[]; days: number },
): Promise<Figure[]> {
  const [stored] = await hub.database.query<{ bytes: number; snapshots: number; changed: number }>(
    `select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'content_video_day'::regclass)::float8 as bytes,
       (select sum(seen_videos) from content_day)::float8 as snapshots,
       (select sum(cardinality(nos)) from content_video_day)::float8 as changed`,
  );
  if (!stored) throw new Error('the sizes could not be read');
  const plain = await plainRowBytes(hub, tenantId, ids.slice(0, sampleAccounts), days);
  const perSnapshot = stored.bytes / stored.snapshots;
  const snapshots = planned.accounts * planned.videos * planned.days;
  const gigabytes = (bytes: number) => `${Math.round((snapshots * bytes) / 1e9)} GB`;
  const share = Math.round((stored.changed / stored.snapshots) * 100);
  return [
    {
      name: `disk for each account, video and day (${Math.round(stored.snapshots / 1e5) / 10} million; ${share} % changed or began a month)`,
      value: `${perSnapshot.toFixed(1)} bytes`,
      against: `one row each ${plain.toFixed(0)} bytes`,
      ratio: `1 / ${(plain / perSnapshot).toFixed(1)}`,
    },
    {
      name: `projection, not measured: ${planned.accounts} accounts × ${planned.videos} videos × ${planned.days} days at the same rate`,
      value: gigabytes(perSnapshot),
      against: `one row each ${gigabytes(plain)}`,
      ratio: '',
    },
  ];
}

/** Bytes of a row, with its key, when every video has one a day. */
async function plainRowBytes(hub: TestHub, tenantId: string, ids: readonly string[], days: number): Promise<number> {
  await hub.database.query(`create table plain_video_day (tenant_id text not null, account_id text not null, no integer not null, day date not null,
    views bigint not null, likes bigint not null, comments bigint not null, shares bigint not null, primary key (tenant_id, account_id, no, day))`);
  const to = new Date();
  const from = new Date(to.getTime() - days * 86_400_000);
  const range = { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
  for (const accountId of ids) {
    const read = await hub.database.database.asTenant(tenantId, (tx) => readVideoDays(tx, accountId, range));
    const rows = read.flatMap(({ day, videos }) => [...videos].map(([no, counters]) => ({ day, no, ...counters })));
    await hub.database.query(
      `insert into plain_video_day select $1, $2, no, day, views, likes, comments, shares
       from jsonb_to_recordset($3::jsonb) as r (day date, no integer, views bigint, likes bigint, comments bigint, shares bigint)`,
      [tenantId, accountId, JSON.stringify(rows)],
    );
  }
  const [plain] = await hub.database.query<{ bytes: number }>(
    `select (pg_total_relation_size('plain_video_day')::float8 / (select count(*) from plain_video_day))::float8 as bytes`,
  );
  await hub.database.query('drop table plain_video_day');
  return plain?.bytes ?? Number.NaN;
}
