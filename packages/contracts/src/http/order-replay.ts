import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json } from './conventions.ts';

export const orderReplaySchema = z
  .object({
    orderId: z.string(),
    externalId: z.string(),
    /** Whether the states that were kept lead to what the database shows. */
    isSame: z.boolean(),
    /** The oldest states are not kept any more, or the order is older than the keeping of states: then it is built from the others. */
    isComplete: z.boolean(),
    /** Buyer, address and note of some state were removed because they are not kept for so long; these are not compared then. */
    isPersonalRemoved: z.boolean(),
    /** Each state that changed something, in the order of the marketplace's versions. */
    states: z.array(z.object({ version: z.number().int(), status: z.string(), externalStatus: z.string(), at: instantSchema })),
    /** What differs: `stored` is what the database shows, `replayed` what the states lead to; JSON. */
    differences: z.array(z.object({ field: z.string(), stored: z.string(), replayed: z.string() })),
  })
  .openapi('OrderReplay', {
    example: {
      orderId: 'ord_01k9q6x8y7z5w4v3t2s1r0q9p8',
      externalId: '576461413038785752',
      isSame: false,
      isComplete: true,
      isPersonalRemoved: false,
      states: [
        { version: 1_795_226_431_000, status: 'to_arrange', externalStatus: 'AWAITING_SHIPMENT', at: '2026-11-21T02:00:31.000Z' },
        { version: 1_795_230_031_000, status: 'shipped', externalStatus: 'IN_TRANSIT', at: '2026-11-21T03:00:31.000Z' },
      ],
      differences: [{ field: 'status', stored: '"to_arrange"', replayed: '"shipped"' }],
    },
  });
/** A POST because it computes; it writes nothing. */
export const replayOrder = defineRoute({
  method: 'post',
  path: '/api/orders/{orderId}/replay',
  tag: 'Orders',
  summary: 'Build an order anew from the states that its marketplace showed, and compare; writes nothing',
  access: 'orders:read',
  request: { params: z.object({ orderId: z.string().max(40) }) },
  responses: { 200: json(orderReplaySchema, 'What came out') },
});
