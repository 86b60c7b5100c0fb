import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { makeSandboxWorld } from './test/sandbox-world.ts';

describePlatformContract('Shopee in Indonesia', () => makeSandboxWorld('ID'));
describePlatformContract('Shopee in Singapore, with short pages, dead tokens under their other name and HTTP 403 for them', () =>
  makeSandboxWorld('SG', { shortPages: true, saysAuthForTokens: true, forbidsAuthErrors: true }),
);
