import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody } from './conventions.ts';
import { fulfilResultSchema } from './orders.ts';
import { platformSlugSchema } from './shops.ts';

const tag = 'Orders';
const orderParam = z.object({ orderId: z.string().max(40) });
const lineIds = z.array(z.string().max(40)).min(1).max(500);
const oneResult = json(fulfilResultSchema, 'What came of it');

const handoverKind = z.enum(['pickup', 'drop-off']);
export const handoverWaySchema = z.object({
  kind: handoverKind,
  places: z.array(z.object({ id: z.string(), name: z.string(), isUsual: z.boolean() })),
  slots: z.array(z.object({ id: z.string(), placeId: z.string(), name: z.string(), isRecommended: z.boolean() })),
});
export const handoverChoiceSchema = z.object({
  kind: handoverKind,
  placeId: z.string().max(100).optional(),
  slotId: z.string().max(200).optional(),
});

export const handoverWays = defineRoute({
  method: 'get',
  path: '/api/orders/{orderId}/handover',
  tag,
  summary: 'How the parcel can be handed over: pickup or drop-off, places, times',
  access: 'orders:read',
  problems: [409, 422, 503],
  request: { params: orderParam },
  responses: {
    200: json(
      z.object({
        ways: z.array(handoverWaySchema),
      }),
      'The ways; empty when there is nothing to choose',
    ),
  },
});
export const shipOrder = defineRoute({
  method: 'post',
  path: '/api/orders/{orderId}/ship',
  tag,
  summary: "Ship an order with the marketplace's carrier; items for a part of it, handover for a pickup or drop-off of one's choice",
  access: 'orders:write',
  request: {
    params: orderParam,
    body: jsonBody(
      z.object({
        items: z
          .array(z.object({ lineId: z.string().max(40), quantity: z.number().int().min(1).max(100_000).optional() }))
          .min(1)
          .max(500)
          .optional(),
        handover: handoverChoiceSchema.optional(),
      }),
    ),
  },
  responses: { 202: json(fulfilResultSchema, 'Started, or why not') },
});
export const splitOrder = defineRoute({
  method: 'post',
  path: '/api/orders/{orderId}/split',
  tag,
  summary: 'Divide an order into packages at its marketplace; every open line must be named once',
  access: 'orders:write',
  problems: [503],
  request: { params: orderParam, body: jsonBody(z.object({ packages: z.array(z.object({ lineIds })).min(2).max(30) })) },
  responses: { 200: oneResult },
});
export const combineOrders = defineRoute({
  method: 'post',
  path: '/api/orders/combine',
  tag,
  summary: 'Put the packages of orders of one buyer together, at their marketplace',
  access: 'orders:write',
  problems: [503],
  request: { body: jsonBody(z.object({ orderIds: z.array(z.string().max(40)).min(2).max(20) })) },
  responses: { 200: json(z.object({ results: z.array(fulfilResultSchema) }), 'One result an order') },
});
export const cancelOrder = defineRoute({
  method: 'post',
  path: '/api/orders/{orderId}/cancel',
  tag,
  summary: 'Cancel an order at its marketplace, before it went out',
  access: 'orders:write',
  problems: [503],
  request: {
    params: orderParam,
    body: jsonBody(z.object({ reason: z.enum(['out-of-stock', 'buyer-asked', 'undeliverable']), lineIds: lineIds.optional() })),
  },
  responses: { 200: oneResult },
});
export const answerCancellation = defineRoute({
  method: 'post',
  path: '/api/orders/{orderId}/cancellation',
  tag,
  summary: "Accept or refuse the buyer's wish to cancel",
  access: 'orders:write',
  problems: [503],
  request: { params: orderParam, body: jsonBody(z.object({ isAccepted: z.boolean() })) },
  responses: { 200: oneResult },
});

const speed = z.object({
  /** Orders that went out in the period. */
  shipped: z.number().int(),
  /** Of these, how many after their ship-by. */
  late: z.number().int(),
  /** Hours from payment (or placing) to shipping; null without orders. */
  hoursP50: z.number().nullable(),
  hoursP95: z.number().nullable(),
});
export const fulfilmentAnalytics = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/fulfillment/analytics',
  tag,
  summary: "Time to ship (p50, p95) and late shipments, per marketplace, carrier and day in the shop's own time",
  access: 'orders:read',
  request: {
    query: z.object({
      from: instantSchema.optional(),
      to: instantSchema.optional(),
      shopId: z.string().max(40).optional(),
      platform: platformSlugSchema.optional(),
    }),
  },
  responses: {
    200: json(
      z.object({
        from: instantSchema,
        to: instantSchema,
        total: speed,
        platforms: z.array(speed.extend({ platform: z.string(), platformTitle: z.string() })),
        carriers: z.array(speed.extend({ carrier: z.string() })),
        days: z.array(speed.extend({ day: z.iso.date() })),
      }),
      'The last 30 days unless said',
    ),
  },
});
