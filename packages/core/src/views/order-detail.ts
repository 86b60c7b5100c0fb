import type { orderRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { selectPrintJobs, viewPrintJob } from '../printing/index.ts';
import { type OrderListRow, orderListColumns, toOrderListItem } from './order-list.ts';
import { selectPackages } from './order-packages.ts';

export type OrderDetail = z.infer<typeof orderRoutes.orderDetailSchema>;

interface DetailRow extends OrderListRow {
  readonly buyer_note: string;
  readonly address: Record<string, unknown>;
  readonly subtotal_minor: string;
  readonly shipping_minor: string;
}

/** One order with everything that hangs on it; undefined when the tenant has none with this id. */
export async function viewOrder(tx: Tx, tenantId: string, orderId: string): Promise<OrderDetail | undefined> {
  const { rows } = await tx.execute<DetailRow>(sql`
    select ${orderListColumns}, o.buyer_note, o.address, o.subtotal_minor, o.shipping_minor
    from orders o join shop s on s.tenant_id = o.tenant_id and s.id = o.shop_id
    where o.tenant_id = ${tenantId} and o.id = ${orderId}`);
  const row = rows[0];
  if (!row) return undefined;
  const history = await selectHistory(tx, tenantId, orderId);
  const money = (minor: string) => ({ amount: formatMoney({ minor: Number(minor), currency: row.currency }), currency: row.currency });
  return {
    ...toOrderListItem(row),
    buyerNote: row.buyer_note,
    address: toAddress(row.address),
    subtotal: money(row.subtotal_minor),
    shipping: money(row.shipping_minor),
    lines: await selectLines(tx, tenantId, orderId, row.currency),
    packages: await selectPackages(tx, tenantId, orderId),
    history,
    printJobs: (
      await selectPrintJobs(tx, sql`where j.tenant_id = ${tenantId} and j.order_id = ${orderId} order by j.id desc limit 50`)
    ).map(viewPrintJob),
    ruleExplanation: explanationOf(history, row.fulfil_note),
  };
}

function toAddress(address: Record<string, unknown>): OrderDetail['address'] {
  if (Object.keys(address).length === 0) return null;
  const text = (key: string) => String(address[key] ?? '');
  const lines = Array.isArray(address.lines) ? address.lines.map(String) : [];
  return {
    name: text('name'),
    phone: text('phone'),
    lines,
    city: text('city'),
    state: text('state'),
    postalCode: text('postalCode'),
    regionCode: text('regionCode'),
  };
}

/** The last word of the rules on this order, else the state of its fulfilment. */
function explanationOf(history: OrderDetail['history'], note: string): string {
  const decided = history.findLast((entry) => typeof entry.detail.explanation === 'string');
  return decided ? String(decided.detail.explanation) : note;
}

async function selectHistory(tx: Tx, tenantId: string, orderId: string): Promise<OrderDetail['history']> {
  const { rows } = await tx.execute<{ number: number; at: string; kind: string; actor: string; detail: Record<string, unknown> }>(sql`
    select number, at, kind, actor, detail from order_history
    where tenant_id = ${tenantId} and order_id = ${orderId} order by number`);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

async function selectLines(tx: Tx, tenantId: string, orderId: string, currency: string): Promise<OrderDetail['lines']> {
  const { rows } = await tx.execute<{
    id: string;
    external_id: string;
    title: string;
    variant_name: string;
    seller_code: string;
    image_url: string | null;
    quantity: number;
    unit_price_minor: string;
    status: 'open' | 'shipped' | 'cancelled';
    reservations: OrderDetail['lines'][number]['reservations'];
  }>(sql`
    select l.id, l.external_id, l.title, l.variant_name, l.seller_code, l.image_url, l.quantity, l.unit_price_minor, l.status,
      coalesce((select json_agg(json_build_object('skuId', r.sku_id, 'skuCode', k.code, 'quantity', r.quantity, 'state', r.state) order by r.id)
        from reservation r left join sku k on k.tenant_id = r.tenant_id and k.id = r.sku_id
        where r.tenant_id = l.tenant_id and r.order_line_id = l.id and r.state <> 'released'), '[]') as reservations
    from order_line l where l.tenant_id = ${tenantId} and l.order_id = ${orderId} order by l.external_id`);
  return rows.map((row) => ({
    id: row.id,
    externalId: row.external_id,
    title: row.title,
    variantName: row.variant_name,
    sellerCode: row.seller_code,
    imageUrl: row.image_url,
    quantity: row.quantity,
    unitPrice: { amount: formatMoney({ minor: Number(row.unit_price_minor), currency }), currency },
    status: row.status,
    reservations: row.reservations,
  }));
}
