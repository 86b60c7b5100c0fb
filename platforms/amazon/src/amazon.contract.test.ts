import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { makeSandboxWorld } from './test/sandbox-world.ts';

const skip = [
  {
    reason: 'Amazon signs no event: the shared key of the EventBridge destination is all that is judged',
    tests: ['refuses an event whose body or signature was changed'],
  },
  {
    reason: 'Amazon hands over the label with its purchase',
    tests: ['says unavailable, and when to come back, while the label is being made'],
  },
];

describePlatformContract('Amazon in the United States', () => makeSandboxWorld({ region: 'US' }), { skip });
describePlatformContract(
  'Amazon in Germany, with parcels named by their labels',
  () => makeSandboxWorld({ region: 'DE', settings: { packageReference: 'shipment-id', eventSpelling: 'camel' } }),
  { skip },
);
