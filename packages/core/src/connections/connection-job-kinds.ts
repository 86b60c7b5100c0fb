import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const nothing = z.object({});
const oneConnection = z.object({ connectionId: z.string() });
const oneShop = z.object({ shopId: z.string() });
type OneConnection = z.infer<typeof oneConnection>;

/** Every quarter of an hour: a real call for each connection. */
export const checkAllConnectionsJob = defineJob({
  name: 'connections.check-all',
  lane: 'bulk',
  retryLimit: 2,
  parse: (d) => nothing.parse(d),
});
export const checkConnectionJob = defineJob<OneConnection>({
  name: 'connections.check',
  lane: 'bulk',
  retryLimit: 1,
  key: ({ connectionId }) => connectionId,
  parse: (d) => oneConnection.parse(d),
});

/** Every minute: a real call for each connection whose platform would not tell that the grant has ended. */
export const probeSilentJob = defineJob({
  name: 'connections.probe-silent',
  lane: 'orders',
  retryLimit: 0,
  parse: (d) => nothing.parse(d),
});

/** Every minute: finds tokens that end soon, and refreshes whose holder never came back. */
export const findDueRefreshesJob = defineJob({
  name: 'connections.find-due-refreshes',
  lane: 'orders',
  retryLimit: 1,
  parse: (d) => nothing.parse(d),
});
export const refreshAheadJob = defineJob<OneConnection>({
  name: 'connections.refresh-ahead',
  lane: 'orders',
  retryLimit: 5,
  key: ({ connectionId }) => connectionId,
  parse: (d) => oneConnection.parse(d),
});

/** Asks the platform to send a shop's events here. */
export const subscribeEventsJob = defineJob<z.infer<typeof oneShop>>({
  name: 'connections.subscribe-events',
  lane: 'orders',
  key: ({ shopId }) => shopId,
  parse: (d) => oneShop.parse(d),
});

/** Daily: forgets what nobody needs any more. */
export const forgetOldJob = defineJob({ name: 'connections.forget-old', lane: 'bulk', retryLimit: 2, parse: (d) => nothing.parse(d) });

export const connectionJobKinds = [
  checkAllConnectionsJob,
  checkConnectionJob,
  probeSilentJob,
  findDueRefreshesJob,
  refreshAheadJob,
  subscribeEventsJob,
  forgetOldJob,
] as const;
