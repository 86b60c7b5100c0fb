import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { makeSandboxWorld } from './test/sandbox-world.ts';

const noLabels = {
  reason: 'eBay makes labels for approved partners only',
  tests: [
    'fetches the bytes of a real label',
    'says unavailable, and when to come back, while the label is being made',
    'has no label for a package that was not arranged',
  ],
};

describePlatformContract('eBay in the United States', () => makeSandboxWorld({ region: 'US' }), { skip: [noLabels] });
describePlatformContract('eBay in Germany', () => makeSandboxWorld({ region: 'DE' }), { skip: [noLabels] });
