import { z } from '@hono/zod-openapi';
import { defineRoute, json, jsonBody, pageOf, pageQuery } from './conventions.ts';
import { handoverChoiceSchema, handoverWaySchema } from './order-shipping.ts';
import { fulfilResultSchema, orderDetailSchema, orderSchema, orderStatusSchema, packageSchema } from './orders.ts';
import type { platformSlugs } from './shops.ts';

const tag = 'Orders';
/** Our id, or the marketplace's number. */
const params = z.object({ orderId: z.string().min(1).max(100) });

/** The same operations for each marketplace; all have the types of the first, as the products' have. */
function orderRoutes(slug: string) {
  const base = `/api/${slug}` as '/api/tiktok';
  return {
    listChannelOrders: defineRoute({
      method: 'get',
      path: `${base}/orders`,
      tag,
      summary: 'Orders of this marketplace, newest first',
      access: 'orders:read',
      problems: [422],
      request: {
        query: z.object({
          ...pageQuery,
          shopId: z.string().max(40).optional(),
          status: orderStatusSchema.optional(),
          q: z.string().max(100).optional(),
        }),
      },
      responses: { 200: json(pageOf(orderSchema), 'Orders') },
    }),
    getChannelOrder: defineRoute({
      method: 'get',
      path: `${base}/orders/{orderId}`,
      tag,
      summary: "One order, by our id or the marketplace's number",
      access: 'orders:read',
      problems: [422],
      request: { params },
      responses: { 200: json(orderDetailSchema, 'The order') },
    }),
    channelShippingWays: defineRoute({
      method: 'get',
      path: `${base}/orders/{orderId}/shipping-parameters`,
      tag,
      summary: 'How the parcel can be handed over',
      access: 'orders:read',
      problems: [409, 422, 503],
      request: { params },
      responses: { 200: json(z.object({ ways: z.array(handoverWaySchema) }), 'The ways; empty when there is nothing to choose') },
    }),
    shipChannelOrder: defineRoute({
      method: 'post',
      path: `${base}/orders/{orderId}/ship`,
      tag,
      summary: "Ship an order: with the marketplace's carrier, or with an own one",
      access: 'orders:write',
      request: {
        params,
        body: jsonBody(
          z.object({
            ownCarrier: z
              .object({ trackingNumber: z.string().trim().min(4).max(60), carrier: z.string().trim().min(1).max(100) })
              .optional(),
            handover: handoverChoiceSchema.optional(),
            isNumberConfirmed: z.boolean().optional(),
          }),
        ),
      },
      responses: { 202: json(fulfilResultSchema, 'Started, or why not') },
    }),
    channelTracking: defineRoute({
      method: 'get',
      path: `${base}/orders/{orderId}/tracking`,
      tag,
      summary: 'The packages of an order with carrier, number, label and what the marketplace was told',
      access: 'orders:read',
      problems: [422],
      request: { params },
      responses: { 200: json(z.object({ packages: z.array(packageSchema) }), 'Packages') },
    }),
  };
}
export type ChannelOrderRoutes = ReturnType<typeof orderRoutes>;

export const orderRoutesBySlug: Readonly<Record<(typeof platformSlugs)[number], ChannelOrderRoutes>> = {
  tiktok: orderRoutes('tiktok'),
  shopee: orderRoutes('shopee'),
  ebay: orderRoutes('ebay'),
  amazon: orderRoutes('amazon'),
};
