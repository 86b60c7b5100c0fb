import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const importSchema = z.object({ shopId: z.string(), externalOrderId: z.string() });
export type ImportJob = z.infer<typeof importSchema>;
/** Fetches the current state of one order and takes it over. Events of one order are handled one after the other. */
export const importOrdersJob = defineJob<ImportJob>({
  name: 'orders.import',
  lane: 'orders',
  backoff: { baseMs: 2_000, maxMs: 600_000 },
  key: ({ shopId, externalOrderId }) => `${shopId}:${externalOrderId}`,
  parse: (stored) => importSchema.parse(stored),
});

const pollSchema = z.object({ shopId: z.string(), runId: z.string().optional(), since: z.string().optional() });
export type PollRequest = z.infer<typeof pollSchema>;
const poll = (name: string) =>
  defineJob<PollRequest>({
    name,
    lane: 'bulk',
    retryLimit: 5,
    backoff: { baseMs: 10_000, maxMs: 600_000 },
    expireInSeconds: 3_600,
    key: ({ shopId }) => shopId,
    parse: (stored) => pollSchema.parse(stored),
  });
/** Reads every order of a shop that changed since the cursor. */
export const pollOrdersJob = poll('orders.poll');
/** Reads the orders of a shop again that are not through: what neither an event nor the cursor brought. */
export const pollStatusJob = poll('status.poll');
/** Reads every listing of a shop that changed since the cursor. */
export const pollListingsJob = poll('listings.poll');
/** Reads what the marketplace shows as available for every variant of a shop. */
export const pollStockJob = poll('stock.poll');

const listingSchema = z.object({ shopId: z.string(), externalListingId: z.string(), eventId: z.string() });
/** Reads one listing that an event named. */
export const importListingJob = defineJob<z.infer<typeof listingSchema>>({
  name: 'listings.import',
  lane: 'bulk',
  key: ({ shopId, externalListingId }) => `${shopId}:${externalListingId}`,
  parse: (stored) => listingSchema.parse(stored),
});

const authorizationSchema = z
  .object({ kind: z.enum(['authorization-ended', 'authorization-ending']), eventId: z.string() })
  .and(z.union([z.object({ shopId: z.string() }), z.object({ connectionId: z.string() })]));
/** Passes on to the connection what the marketplace said about its grant. */
export const followAuthorizationJob = defineJob<z.infer<typeof authorizationSchema>>({
  name: 'connections.follow-event',
  lane: 'orders',
  key: (data) => ('shopId' in data ? data.shopId : data.connectionId),
  parse: (stored) => authorizationSchema.parse(stored),
});

const redriveSchema = z.object({ platform: z.string(), externalShopId: z.string() });
/** Takes up the parked events of a shop. */
export const redriveEventsJob = defineJob<z.infer<typeof redriveSchema>>({
  name: 'events.redrive',
  lane: 'orders',
  key: ({ platform, externalShopId }) => `${platform}:${externalShopId}`,
  parse: (stored) => redriveSchema.parse(stored),
});

const forgetSchema = z.object({ isAll: z.boolean() });
/** Removes who the buyers were that a marketplace asked to forget, from the orders of all tenants: of those named since, or of all. */
export const forgetBuyersJob = defineJob<z.infer<typeof forgetSchema>>({
  name: 'orders.forget-buyers',
  lane: 'bulk',
  key: () => 'forget',
  expireInSeconds: 3_600,
  parse: (stored) => forgetSchema.parse(stored),
});

/** Once a minute: asks for what is due in every shop. */
export const syncTickJob = defineJob<Record<string, never>>({
  name: 'sync.tick',
  lane: 'bulk',
  retryLimit: 0,
  key: () => 'tick',
  parse: () => ({}),
});

/** Every night: removes what is not kept for ever. */
export const syncUpkeepJob = defineJob<Record<string, never>>({
  name: 'sync.upkeep',
  lane: 'bulk',
  key: () => 'upkeep',
  expireInSeconds: 3_600,
  parse: () => ({}),
});

export const syncJobKinds = [
  importOrdersJob,
  pollOrdersJob,
  pollStatusJob,
  pollListingsJob,
  pollStockJob,
  importListingJob,
  followAuthorizationJob,
  redriveEventsJob,
  forgetBuyersJob,
  syncTickJob,
  syncUpkeepJob,
] as const;
