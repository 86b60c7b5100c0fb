import type { orderRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';

type PackageView = z.infer<typeof orderRoutes.packageSchema>;

interface PackageRow extends Record<string, unknown> {
  readonly id: string;
  readonly external_id: string | null;
  readonly status: string;
  readonly carrier_name: string;
  readonly tracking_number: string;
  readonly hold_reason: string;
  readonly line_ids: string[];
  readonly label: { id: string; format: string; sha256: string; bytes: number; fetchedAt: string } | null;
  readonly fulfillments: { step: string; state: string; problem: string; createdAt: string; finishedAt: string | null }[];
}

/** The parcels of an order with their label and what the marketplace was told of them. */
export async function selectPackages(tx: Tx, tenantId: string, orderId: string): Promise<PackageView[]> {
  const { rows } = await tx.execute<PackageRow>(sql`
    select p.id, p.external_id, p.status, p.carrier_name, p.tracking_number, p.hold_reason,
      array(select pl.order_line_id from package_line pl
        where pl.tenant_id = p.tenant_id and pl.package_id = p.id and pl.order_id = ${orderId} order by 1) as line_ids,
      (select json_build_object('id', b.id, 'format', b.format, 'sha256', b.sha256, 'bytes', b.bytes, 'fetchedAt', b.fetched_at)
        from label b where b.tenant_id = p.tenant_id and b.package_id = p.id order by b.fetched_at desc limit 1) as label,
      coalesce((select json_agg(json_build_object('step', f.step, 'state', f.state, 'problem', f.problem, 'createdAt', f.created_at,
          'finishedAt', f.finished_at) order by f.created_at, f.id)
        from fulfillment f where f.tenant_id = p.tenant_id and f.package_id = p.id), '[]') as fulfillments
    from package p where p.tenant_id = ${tenantId} and p.id in (
      select package_id from package_line where tenant_id = ${tenantId} and order_id = ${orderId})
    order by p.created_at, p.id`);
  return rows.map(toPackageView);
}

function toPackageView(row: PackageRow): PackageView {
  return {
    id: row.id,
    externalId: row.external_id,
    status: row.status,
    carrierName: row.carrier_name,
    trackingNumber: row.tracking_number,
    holdReason: row.hold_reason,
    lineIds: row.line_ids,
    label: row.label && { ...row.label, fetchedAt: new Date(row.label.fetchedAt).toISOString() },
    fulfillments: row.fulfillments.map((one) => ({
      ...one,
      createdAt: new Date(one.createdAt).toISOString(),
      finishedAt: one.finishedAt === null ? null : new Date(one.finishedAt).toISOString(),
    })),
  };
}
