import type { JobKind, JobRequest } from '@shopfleet/jobs';
import type { EventHint } from '@shopfleet/platform-kit';
import { importRequests } from './request-import.ts';
import { followAuthorizationJob, importListingJob, importOrdersJob } from './sync-jobs.ts';

interface Followed {
  readonly id: string;
  readonly hint: EventHint;
}

/** Whoever gets an event waits for nothing else. */
const eventPriority = 10;

/** Names the jobs that an event makes necessary for a shop to `ask`, which must add them in the transaction that stores the event. */
export function followEvent<R>(
  shopId: string,
  { id: eventId, hint }: Followed,
  ask: <T>(kind: JobKind<T>, requests: readonly JobRequest<T>[]) => R,
): R | undefined {
  switch (hint.kind) {
    case 'order':
      return ask(importOrdersJob, importRequests({ shopId, externalOrderIds: hint.externalOrderIds, priority: eventPriority }));
    case 'listing':
      return ask(importListingJob, [{ data: { shopId, externalListingId: hint.externalListingId, eventId } }]);
    case 'authorization-ended':
    case 'authorization-ending':
      return ask(followAuthorizationJob, [{ data: { shopId, kind: hint.kind, eventId } }]);
    // Asked for when the event was stored: it is about no shop.
    case 'buyer-gone':
    case 'nothing':
      return undefined;
  }
}
