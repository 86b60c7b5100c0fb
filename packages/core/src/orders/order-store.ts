import type { Tx } from '@shopfleet/db';
import type { OrderStatus } from '@shopfleet/platform-kit';
import { type SQL, sql } from 'drizzle-orm';

export type FulfilState = 'none' | 'waiting' | 'working' | 'done' | 'failed' | 'held';

/** An order as other modules see it. */
export interface OrderRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly shopId: string;
  readonly platform: string;
  readonly externalId: string;
  readonly status: OrderStatus;
  readonly externalStatus: string;
  readonly isCancelRequested: boolean;
  readonly holdReason: string;
  readonly isPlatformShipped: boolean;
  readonly fulfilState: FulfilState;
  readonly fulfilNote: string;
  readonly hasShortfall: boolean;
  readonly placedAt: Date;
  readonly shipByAt: Date | undefined;
  readonly printedAt: Date | undefined;
  readonly buyerName: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly unitCount: number;
  readonly skuCodes: readonly string[];
  readonly trackingNumbers: readonly string[];
  readonly carrierName: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly regionCode: string;
  readonly version: number;
}

export interface OrderLineRecord {
  readonly id: string;
  readonly externalId: string;
  readonly externalVariantId: string;
  readonly sellerCode: string;
  readonly title: string;
  readonly variantName: string;
  readonly quantity: number;
  readonly status: 'open' | 'shipped' | 'cancelled';
  readonly externalPackageId: string | undefined;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly tenant_id: string;
  readonly shop_id: string;
  readonly platform: string;
  readonly external_id: string;
  readonly status: OrderStatus;
  readonly external_status: string;
  readonly is_cancel_requested: boolean;
  readonly hold_reason: string;
  readonly is_platform_shipped: boolean;
  readonly fulfil_state: FulfilState;
  readonly fulfil_note: string;
  readonly has_shortfall: boolean;
  readonly placed_at: string;
  readonly ship_by_at: string | null;
  readonly printed_at: string | null;
  readonly buyer_name: string;
  readonly currency: string;
  readonly total_minor: string;
  readonly unit_count: number;
  readonly sku_codes: string[];
  readonly tracking_numbers: string[];
  readonly carrier_name: string;
  readonly tags: string[];
  readonly note: string;
  readonly region_code: string | null;
  readonly version: number;
}

const selectOrders = sql`
  select o.*, o.address->>'regionCode' as region_code, exists (
    select from shortfall s where s.tenant_id = o.tenant_id and s.order_id = o.id and s.resolved_at is null) as has_shortfall
  from orders o`;

/** One order of the transaction's tenant; with `lock`, nobody else changes it until the transaction ends. */
export async function findOrder(tx: Tx, orderId: string, options: { lock?: boolean } = {}): Promise<OrderRecord | undefined> {
  const { rows } = await tx.execute<Row>(sql`${selectOrders} where o.id = ${orderId} ${options.lock ? sql`for update of o` : sql``}`);
  return rows[0] && toRecord(rows[0]);
}

/** The orders whose ids the query `ids` answers, in the order of their ids; nobody else changes them until the transaction ends. */
export async function lockOrders(tx: Tx, ids: SQL): Promise<OrderRecord[]> {
  const { rows } = await tx.execute<Row>(sql`${selectOrders} where o.id in (${ids}) order by o.id for update of o`);
  return rows.map(toRecord);
}

/** The order of a shop by the marketplace's number. */
export async function findOrderByExternalId(tx: Tx, shopId: string, externalId: string): Promise<OrderRecord | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`select id from orders where shop_id = ${shopId} and external_id = ${externalId}`);
  return rows[0] && findOrder(tx, rows[0].id);
}

export async function findOrderLines(tx: Tx, orderId: string): Promise<OrderLineRecord[]> {
  const { rows } = await tx.execute<{
    id: string;
    external_id: string;
    external_variant_id: string;
    seller_code: string;
    title: string;
    variant_name: string;
    quantity: number;
    status: OrderLineRecord['status'];
    external_package_id: string | null;
  }>(sql`
    select id, external_id, external_variant_id, seller_code, title, variant_name, quantity, status, external_package_id
    from order_line where order_id = ${orderId} order by external_id`);
  return rows.map((row) => ({
    id: row.id,
    externalId: row.external_id,
    externalVariantId: row.external_variant_id,
    sellerCode: row.seller_code,
    title: row.title,
    variantName: row.variant_name,
    quantity: row.quantity,
    status: row.status,
    externalPackageId: row.external_package_id ?? undefined,
  }));
}

function toRecord(row: Row): OrderRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    shopId: row.shop_id,
    platform: row.platform,
    externalId: row.external_id,
    status: row.status,
    externalStatus: row.external_status,
    isCancelRequested: row.is_cancel_requested,
    holdReason: row.hold_reason,
    isPlatformShipped: row.is_platform_shipped,
    fulfilState: row.fulfil_state,
    fulfilNote: row.fulfil_note,
    hasShortfall: row.has_shortfall,
    placedAt: new Date(row.placed_at),
    shipByAt: row.ship_by_at === null ? undefined : new Date(row.ship_by_at),
    printedAt: row.printed_at === null ? undefined : new Date(row.printed_at),
    buyerName: row.buyer_name,
    currency: row.currency,
    totalMinor: Number(row.total_minor),
    unitCount: row.unit_count,
    skuCodes: row.sku_codes,
    trackingNumbers: row.tracking_numbers,
    carrierName: row.carrier_name,
    tags: row.tags,
    note: row.note,
    regionCode: row.region_code ?? '',
    version: row.version,
  };
}
