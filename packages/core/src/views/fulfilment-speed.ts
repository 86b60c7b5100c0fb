import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

export interface SpeedPeriod {
  readonly tenantId: string;
  readonly from: Date;
  readonly to: Date;
  readonly shopId: string | undefined;
  /** The name in the database. */
  readonly platform: string | undefined;
}

/** Orders that went out, how many of them late, and the hours from payment to shipping. */
export interface Speed {
  readonly shipped: number;
  readonly late: number;
  readonly hoursP50: number | null;
  readonly hoursP95: number | null;
}

export interface FulfilmentSpeed {
  readonly total: Speed;
  readonly platforms: readonly (Speed & { readonly platform: string })[];
  readonly carriers: readonly (Speed & { readonly carrier: string })[];
  readonly days: readonly (Speed & { readonly day: string })[];
}

const none: Speed = { shipped: 0, late: 0, hoursP50: null, hoursP95: null };

/**
 * How fast orders went out in a period: an order counts once, with the first of its parcels that its marketplace was told of. Late is
 * what left after its ship-by; a day is the shop's own.
 */
export async function readFulfilmentSpeed(tx: Tx, { tenantId, from, to, shopId, platform }: SpeedPeriod): Promise<FulfilmentSpeed> {
  const shop = shopId === undefined ? sql`` : sql`and o.shop_id = ${shopId}`;
  const market = platform === undefined ? sql`` : sql`and o.platform = ${platform}`;
  const { rows } = await tx.execute<Row>(sql`
    with told as (
      select l.order_id, min(p.arranged_at) as at, (array_agg(p.carrier_name order by p.arranged_at))[1] as carrier
      from package p join package_line l on l.tenant_id = p.tenant_id and l.package_id = p.id
      where p.tenant_id = ${tenantId} and p.arranged_at >= ${from.toISOString()} and p.arranged_at < ${to.toISOString()}
        and p.status <> 'cancelled'
      group by l.order_id
    ), shipped as (
      select o.platform, t.carrier, (t.at at time zone s.time_zone)::date::text as day,
        coalesce(t.at > o.ship_by_at, false) as is_late,
        greatest(extract(epoch from t.at - coalesce(o.paid_at, o.placed_at)), 0) / 3600.0 as hours
      from told t join orders o on o.tenant_id = ${tenantId} and o.id = t.order_id ${shop} ${market}
      join shop s on s.tenant_id = o.tenant_id and s.id = o.shop_id
      where not exists (select from package e join package_line el on el.tenant_id = e.tenant_id and el.package_id = e.id
        where e.tenant_id = ${tenantId} and el.order_id = t.order_id and e.arranged_at < ${from.toISOString()} and e.status <> 'cancelled')
    )
    select grouping(platform) = 0 as is_platform, grouping(carrier) = 0 as is_carrier, grouping(day) = 0 as is_day,
      platform, carrier, day, ${measures}
    from shipped group by grouping sets ((), (platform), (carrier), (day)) order by platform, carrier, day`);
  const of = (row: Row): Speed => ({ shipped: row.shipped, late: row.late, hoursP50: row.p50, hoursP95: row.p95 });
  const total = rows.find((row) => !row.is_platform && !row.is_carrier && !row.is_day);
  return {
    total: total ? of(total) : none,
    platforms: rows.filter((row) => row.is_platform).map((row) => ({ platform: row.platform ?? '', ...of(row) })),
    carriers: rows.filter((row) => row.is_carrier).map((row) => ({ carrier: row.carrier ?? '', ...of(row) })),
    days: rows.filter((row) => row.is_day).map((row) => ({ day: row.day ?? '', ...of(row) })),
  };
}

interface Row extends Record<string, unknown> {
  readonly is_platform: boolean;
  readonly is_carrier: boolean;
  readonly is_day: boolean;
  readonly platform: string | null;
  readonly carrier: string | null;
  readonly day: string | null;
  readonly shipped: number;
  readonly late: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

const measures: SQL = sql`count(*)::int as shipped, count(*) filter (where is_late)::int as late,
  round((percentile_cont(0.5) within group (order by hours))::numeric, 2)::float8 as p50,
  round((percentile_cont(0.95) within group (order by hours))::numeric, 2)::float8 as p95`;
