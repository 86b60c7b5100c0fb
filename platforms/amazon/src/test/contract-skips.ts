import type { ContractSkip } from '@shopfleet/platform-kit/contract';

/** What Amazon cannot pass, and why. */
export const contractSkips: readonly ContractSkip[] = [
  {
    reason: 'Amazon signs no event: the shared key of the EventBridge destination is all that is judged',
    tests: ['refuses an event whose body or signature was changed'],
  },
  {
    reason: 'Amazon hands over the label with its purchase',
    tests: ['says unavailable, and when to come back, while the label is being made'],
  },
];
