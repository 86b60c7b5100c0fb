import type { printingRoutes } from '@shopfleet/contracts';

export type PrintJobState = (typeof printingRoutes.printJobStates)[number];

/**
 * What may follow what. Until `received` the job is the hub's, and it may be handed out again with a higher fence; from `received`
 * on it is the agent's, and only the agent's word that nothing reached paper brings it back to `queued`.
 * `unknown` is left by a person, or by an agent that comes back with the truth.
 */
export const printJobTransitions: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  queued: ['leased', 'failed', 'expired', 'cancelled'],
  leased: ['queued', 'received', 'failed', 'expired', 'cancelled'],
  received: ['queued', 'sending', 'spooled', 'confirmed', 'unknown', 'failed', 'expired', 'cancelled'],
  sending: ['queued', 'spooled', 'confirmed', 'unknown', 'failed', 'cancelled'],
  spooled: ['queued', 'confirmed', 'unknown', 'failed', 'cancelled'],
  unknown: ['confirmed', 'failed', 'expired', 'cancelled'],
  failed: ['confirmed', 'cancelled'],
  expired: ['confirmed', 'cancelled'],
  confirmed: [],
  cancelled: [],
};

/** States in which an agent may hold the job. */
export const heldStates = ['leased', 'received', 'sending', 'spooled'] as const satisfies readonly PrintJobState[];
/** States from which only the agent may take it further. */
export const agentOwnedStates = ['received', 'sending', 'spooled'] as const satisfies readonly PrintJobState[];
/** Nothing more happens by itself. */
export const restingStates = ['confirmed', 'unknown', 'failed', 'expired', 'cancelled'] as const satisfies readonly PrintJobState[];

/** States that may be followed by `to`. */
export const statesBefore = (to: PrintJobState): PrintJobState[] =>
  Object.entries(printJobTransitions).flatMap(([from, next]) => (next.includes(to) ? [from as PrintJobState] : []));
