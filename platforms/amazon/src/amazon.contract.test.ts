import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { contractSkips as skip } from './test/contract-skips.ts';
import { makeSandboxWorld } from './test/sandbox-world.ts';

describePlatformContract('Amazon in the United States', () => makeSandboxWorld({ region: 'US' }), { skip });
describePlatformContract(
  'Amazon in Germany, with parcels named by their labels',
  () => makeSandboxWorld({ region: 'DE', settings: { packageReference: 'shipment-id', eventSpelling: 'camel' } }),
  { skip },
);
