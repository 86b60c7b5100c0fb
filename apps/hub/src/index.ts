/** The hub as a part: for tests and measurements that start one in their own process. */
export type { HubConfig } from './config.ts';
export type { InboundLimitTable } from './http/inbound-limits.ts';
export { type Hub, type HubOptions, type HubRole, startHub } from './hub.ts';
export { createSealer } from './secrets.ts';
