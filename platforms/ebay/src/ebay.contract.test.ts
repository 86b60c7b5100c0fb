import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { contractSkips as skip } from './test/contract-skips.ts';
import { makeSandboxWorld } from './test/sandbox-world.ts';

describePlatformContract('eBay in the United States', () => makeSandboxWorld({ region: 'US' }), { skip });
describePlatformContract('eBay in Germany', () => makeSandboxWorld({ region: 'DE' }), { skip });
