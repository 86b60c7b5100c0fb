import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const variantSchema = z.object({ variantId: z.string() });

/** Tells the marketplace how many units of one variant can be ordered. The number is worked out when it runs. */
export const publishStockJob = defineJob<z.infer<typeof variantSchema>>({
  name: 'stock.publish',
  lane: 'stock',
  retryLimit: 12,
  backoff: { baseMs: 1_000, maxMs: 300_000 },
  key: ({ variantId }) => variantId,
  parse: (stored) => variantSchema.parse(stored),
});
