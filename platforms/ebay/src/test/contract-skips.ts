import type { ContractSkip } from '@shopfleet/platform-kit/contract';

/** What eBay cannot pass, and why. */
export const contractSkips: readonly ContractSkip[] = [
  {
    reason: 'eBay makes labels for approved partners only',
    tests: [
      'fetches the bytes of a real label',
      'says unavailable, and when to come back, while the label is being made',
      'has no label for a package that was not arranged',
    ],
  },
];
