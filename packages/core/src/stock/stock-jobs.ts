import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const publishSchema = z.object({ variantId: z.string(), isForced: z.boolean().optional() });
export type PublishRequest = z.infer<typeof publishSchema>;

/** Tells the marketplace how many units of one variant can be ordered. The number is worked out when it runs. */
export const publishStockJob = defineJob<PublishRequest>({
  name: 'stock.publish',
  lane: 'stock',
  retryLimit: 12,
  backoff: { baseMs: 1_000, maxMs: 300_000 },
  key: ({ variantId }) => variantId,
  parse: (stored) => publishSchema.parse(stored),
});

const publishShopSchema = z.object({ shopId: z.string(), since: z.string().optional() });
export type PublishShopRequest = z.infer<typeof publishShopSchema>;

/** Finds which numbers of a shop are not what they should be, and asks for their pushes. */
export const publishShopJob = defineJob<PublishShopRequest>({
  name: 'stock.publish-shop',
  lane: 'stock',
  retryLimit: 12,
  backoff: { baseMs: 1_000, maxMs: 300_000 },
  key: ({ shopId }) => shopId,
  parse: (stored) => publishShopSchema.parse(stored),
});

const variantSchema = z.object({ variantId: z.string() });
/** Guaranteed mode: waits until everything that a marketplace sold before it accepted a number has been seen. */
export const drainClaimJob = defineJob<z.infer<typeof variantSchema>>({
  name: 'stock.drain',
  lane: 'stock',
  retryLimit: 12,
  backoff: { baseMs: 5_000, maxMs: 300_000 },
  key: ({ variantId }) => variantId,
  parse: (stored) => variantSchema.parse(stored),
});

const sweepSchema = z.object({ shopId: z.string(), variantIds: z.array(z.string()).optional() });
/** Reads some variants of a shop and compares what the marketplace shows with what it accepted. */
export const sweepStockJob = defineJob<z.infer<typeof sweepSchema>>({
  name: 'stock.sweep',
  lane: 'bulk',
  retryLimit: 3,
  backoff: { baseMs: 30_000, maxMs: 600_000 },
  key: ({ shopId }) => shopId,
  parse: (stored) => sweepSchema.parse(stored),
});

/** Every few minutes: asks for the next part of the sweep of every shop. */
export const sweepTickJob = defineJob<Record<string, never>>({
  name: 'stock.sweep-tick',
  lane: 'bulk',
  retryLimit: 0,
  key: () => 'tick',
  parse: () => ({}),
});

export const stockJobKinds = [publishStockJob, publishShopJob, drainClaimJob, sweepStockJob, sweepTickJob] as const;
