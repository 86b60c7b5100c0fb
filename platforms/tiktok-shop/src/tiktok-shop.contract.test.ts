import { describePlatformContract } from '@shopfleet/platform-kit/contract';
import { makeSandboxWorld } from './test/sandbox-world.ts';

describePlatformContract('TikTok Shop in Indonesia', () => makeSandboxWorld('ID'));
describePlatformContract('TikTok Shop in the United Kingdom', () => makeSandboxWorld('GB'));
describePlatformContract('TikTok Shop in the United States', () => makeSandboxWorld('US'));
