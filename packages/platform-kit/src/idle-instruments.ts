import type { CallObserver, OutboundLimiter } from './port.ts';

/** Sees every call and tells nobody. */
export const silentObserver: CallObserver = { called: () => undefined, breakerChanged: () => undefined };

/** Grants every slot at once; for tests of what has nothing to do with limits. */
export const noLimit: OutboundLimiter = { reserve: async () => ({ leaveByMs: Number.POSITIVE_INFINITY }), block: async () => undefined };
