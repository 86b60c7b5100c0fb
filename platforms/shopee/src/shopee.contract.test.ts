import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { makeSandboxWorld } from './test/sandbox-world.ts';

describePlatformContract('Shopee in Indonesia', () => makeSandboxWorld('ID'));
describePlatformContract('Shopee in Singapore, with short pages', () => makeSandboxWorld('SG', { shortPages: true }));
