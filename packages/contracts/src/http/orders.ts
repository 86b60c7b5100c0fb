import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, instantSchema, json, jsonBody, moneySchema, pageOf, pageQuery } from './conventions.ts';
import { printJobSchema } from './print-job.ts';
import { runSchema } from './sync.ts';

const tag = 'Orders';
export const orderStatusSchema = z.enum([
  'unpaid',
  'on_hold',
  'to_arrange',
  'to_hand_over',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
]);
/** Where the work on an order stands: the tabs of the order list. */
export const orderViews = ['all', 'to_ship', 'to_print', 'to_hand_over', 'attention', 'on_the_way', 'done', 'cancelled'] as const;
export const fulfilStateSchema = z.enum(['none', 'waiting', 'working', 'done', 'failed', 'held']);

export const orderSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    status: orderStatusSchema,
    externalStatus: z.string(),
    isCancelRequested: z.boolean(),
    holdReason: z.string(),
    isPlatformShipped: z.boolean(),
    fulfilState: fulfilStateSchema,
    fulfilNote: z.string(),
    hasShortfall: z.boolean(),
    placedAt: instantSchema,
    paidAt: instantSchema.nullable(),
    shipByAt: instantSchema.nullable(),
    handOverByAt: instantSchema.nullable(),
    printedAt: instantSchema.nullable(),
    buyerName: z.string(),
    total: moneySchema,
    unitCount: z.number().int(),
    skuCodes: z.array(z.string()),
    trackingNumbers: z.array(z.string()),
    carrierName: z.string(),
    tags: z.array(z.string()),
    note: z.string(),
    version: z.number().int(),
  })
  .openapi('Order');

export const orderLineSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    title: z.string(),
    variantName: z.string(),
    sellerCode: z.string(),
    imageUrl: z.string().nullable(),
    quantity: z.number().int(),
    unitPrice: moneySchema,
    status: z.enum(['open', 'shipped', 'cancelled']),
    reservations: z.array(
      z.object({ skuId: z.string().nullable(), skuCode: z.string().nullable(), quantity: z.number().int(), state: z.string() }),
    ),
  })
  .openapi('OrderLine');
export const packageSchema = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    status: z.string(),
    carrierName: z.string(),
    trackingNumber: z.string(),
    holdReason: z.string(),
    lineIds: z.array(z.string()),
    label: z
      .object({ id: z.string(), format: z.string(), sha256: z.string(), bytes: z.number().int(), fetchedAt: instantSchema })
      .nullable(),
    fulfillments: z.array(
      z.object({
        step: z.string(),
        state: z.string(),
        problem: z.string(),
        createdAt: instantSchema,
        finishedAt: instantSchema.nullable(),
      }),
    ),
  })
  .openapi('Package');
export const historyEntrySchema = z
  .object({ number: z.number().int(), at: instantSchema, kind: z.string(), actor: z.string(), detail: z.record(z.string(), z.unknown()) })
  .openapi('HistoryEntry');
export const orderDetailSchema = orderSchema
  .extend({
    buyerNote: z.string(),
    address: z
      .object({
        name: z.string(),
        phone: z.string(),
        lines: z.array(z.string()),
        city: z.string(),
        state: z.string(),
        postalCode: z.string(),
        regionCode: z.string(),
      })
      .nullable(),
    subtotal: moneySchema,
    shipping: moneySchema,
    lines: z.array(orderLineSchema),
    packages: z.array(packageSchema),
    history: z.array(historyEntrySchema),
    printJobs: z.array(printJobSchema),
    /** Which auto-fulfil rule decided, in words. */
    ruleExplanation: z.string(),
  })
  .openapi('OrderDetail');

const orderFilters = {
  view: z.enum(orderViews).optional(),
  shopId: z.string().max(40).optional(),
  platform: z.string().max(40).optional(),
  status: orderStatusSchema.optional(),
  placedFrom: instantSchema.optional(),
  placedTo: instantSchema.optional(),
  shipByBefore: instantSchema.optional(),
  /** Orders that are still with us, whose ship-by is before this. */
  dueBefore: instantSchema.optional(),
  sku: z.string().max(100).optional(),
  isPrinted: booleanQuery.optional(),
  hasShortfall: booleanQuery.optional(),
  /** Order number, buyer or tracking number; the beginning of a word is enough. */
  q: z.string().max(100).optional(),
};
export const listOrders = defineRoute({
  method: 'get',
  path: '/api/orders',
  tag,
  summary: 'Orders; filter by shop, platform, status, date, SKU, printed, ship-by; search order number, buyer, tracking',
  access: 'orders:read',
  request: {
    query: z.object({
      ...pageQuery,
      ...orderFilters,
      sort: z.enum(['placed', 'ship_by']).default('placed'),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: { description: 'Orders', content: { 'application/json': { schema: pageOf(orderSchema) }, 'text/csv': { schema: z.string() } } },
  },
});
export const countOrders = defineRoute({
  method: 'get',
  path: '/api/orders/counts',
  tag,
  summary: 'How many orders each view holds, under the same filters',
  access: 'orders:read',
  request: { query: z.object(orderFilters).omit({ view: true }) },
  responses: { 200: json(z.object({ counts: z.record(z.enum(orderViews), z.number().int()) }), 'Counts') },
});
const orderParam = z.object({ orderId: z.string().max(40) });
export const getOrder = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/orders/{orderId}',
  tag,
  summary: 'One order with items, packages, print jobs and its whole history',
  access: 'orders:read',
  request: { params: orderParam },
  responses: { 200: json(orderDetailSchema, 'The order') },
});
export const listPendingOrders = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/orders/pending',
  tag,
  summary: 'Orders that can be shipped now, oldest ship-by first',
  access: 'orders:read',
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(orderSchema), 'Orders') },
});
export const changeOrder = defineRoute({
  method: 'patch',
  path: '/api/orders/{orderId}',
  tag,
  summary: "Change the hub's own fields: note, tags, hold",
  access: 'orders:write',
  problems: [409, 412],
  request: {
    params: orderParam,
    body: jsonBody(
      z
        .object({ note: z.string().max(2000), tags: z.array(z.string().trim().min(1).max(40)).max(20), holdReason: z.string().max(200) })
        .partial(),
    ),
  },
  responses: { 200: json(orderSchema, 'The order') },
});
export const changeOrderStatus = defineRoute({
  method: 'put',
  path: '/api/v1/platforms/orders/{orderId}/status',
  tag,
  summary: 'Move an order by hand; only transitions that the state table allows',
  access: 'orders:write',
  problems: [409],
  request: { params: orderParam, body: jsonBody(z.object({ status: orderStatusSchema })) },
  responses: { 200: json(orderSchema, 'The order') },
});

export const fulfilResultSchema = z
  .object({
    orderId: z.string(),
    outcome: z.enum(['done', 'started', 'held', 'skipped', 'rejected', 'unknown', 'not-found']),
    message: z.string(),
  })
  .openapi('FulfilResult');
export const autoFulfilOrder = defineRoute({
  method: 'post',
  path: '/api/fulfillment/auto/{orderId}',
  tag,
  summary: 'Fulfil one order by the rules: ship, label, print, confirm',
  access: 'orders:write',
  problems: [409, 422],
  request: { params: orderParam },
  responses: { 202: json(fulfilResultSchema, 'Started, or why not') },
});
const ownShipment = z.object({
  trackingNumber: z.string().trim().min(4).max(60),
  carrier: z.string().trim().min(1).max(100),
  carrierCode: z.string().max(60).optional(),
  /** A number whose shape or check digit does not fit its carrier is refused with a hint, unless this says that it is right. */
  isNumberConfirmed: z.boolean().optional(),
});
export const fulfilOrder = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/orders/{orderId}/fulfill',
  tag,
  summary: 'Ship an order with an own carrier and tracking number; items for a part of it',
  access: 'orders:write',
  problems: [409, 422, 502, 503],
  request: {
    params: orderParam,
    body: jsonBody(
      ownShipment.extend({
        items: z
          .array(z.object({ lineId: z.string().max(40), quantity: z.number().int().min(1).max(100_000).optional() }))
          .min(1)
          .max(500)
          .optional(),
      }),
    ),
  },
  responses: { 202: json(fulfilResultSchema, 'Started, or why not') },
});
export const bulkFulfil = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/orders/bulk-fulfill',
  tag,
  summary: 'Ship many orders; each succeeds or fails on its own',
  access: 'orders:write',
  request: {
    body: jsonBody(
      z.object({
        orders: z
          .array(
            ownShipment.extend({
              /** Our id, or the marketplace's order number. */
              orderId: z.string().trim().min(1).max(100),
            }),
          )
          .min(1)
          .max(1000),
      }),
    ),
  },
  responses: { 200: json(z.object({ results: z.array(fulfilResultSchema) }), 'One result an order, in the order asked') },
});
export const autoFulfilAll = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/orders/auto-fulfill',
  tag,
  summary: 'Apply the rules to all pending orders',
  access: 'orders:write',
  responses: { 202: json(z.object({ run: runSchema }), 'The run') },
});
export const bulkOrders = defineRoute({
  method: 'post',
  path: '/api/orders/bulk',
  tag,
  summary: 'Fulfil, print, hold or release many orders; one result an order',
  access: 'orders:write',
  request: {
    body: jsonBody(
      z.object({
        action: z.enum(['fulfil', 'print', 'hold', 'release']),
        orderIds: z.array(z.string().max(40)).min(1).max(1000),
        reason: z.string().max(200).optional(),
      }),
    ),
  },
  responses: { 200: json(z.object({ results: z.array(fulfilResultSchema) }), 'One result an order') },
});
