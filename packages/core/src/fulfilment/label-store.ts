import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export type LabelFormat = 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/png';

/** The label of a package and what decides where it is printed. */
export type PackageLabel = {
  labelId: string;
  packageId: string;
  orderId: string;
  shopId: string;
  carrierName: string;
  documentType: string;
  format: LabelFormat;
  sha256: string;
  trackingNumber: string;
  holdReason: string;
  packageStatus: string;
};

/** The label of a package; undefined while it was not fetched. Of a package with lines of several orders, the first names it. */
export async function findPackageLabel(tx: Tx, packageId: string): Promise<PackageLabel | undefined> {
  const found = await tx.execute<PackageLabel>(sql`
    select l.id as "labelId", p.id as "packageId", p.shop_id as "shopId", p.carrier_name as "carrierName", l.document_type as "documentType",
      l.format, l.sha256, l.tracking_number as "trackingNumber", p.hold_reason as "holdReason", p.status as "packageStatus",
      (select min(pl.order_id) from package_line pl where pl.tenant_id = p.tenant_id and pl.package_id = p.id) as "orderId"
    from package p join label l on l.tenant_id = p.tenant_id and l.package_id = p.id and l.document_type = 'shipping-label'
    where p.id = ${packageId}`);
  return found.rows[0];
}

/** Keeps the label; whoever is first wins, and the same bytes are kept once anyway. */
export async function insertLabel(
  tx: Tx,
  label: {
    tenantId: string;
    id: string;
    packageId: string;
    format: LabelFormat;
    sha256: string;
    bytes: number;
    trackingNumber: string;
    at: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    insert into label (tenant_id, id, package_id, format, sha256, bytes, tracking_number, fetched_at)
    values (${label.tenantId}, ${label.id}, ${label.packageId}, ${label.format}, ${label.sha256}, ${label.bytes}, ${label.trackingNumber},
      ${label.at.toISOString()})
    on conflict (tenant_id, package_id, document_type) do nothing`);
}
