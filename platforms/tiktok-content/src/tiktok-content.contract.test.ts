import { describeContentContract } from '@shopfleet/platform-kit/contract';
import { loopbackRedirect, makeSandboxWorld } from './test/sandbox-world.ts';

describeContentContract('TikTok', () => makeSandboxWorld());
describeContentContract('TikTok on a computer of its own, with errors under HTTP 200', () =>
  makeSandboxWorld({ redirectUrl: loopbackRedirect, settings: { tokenProfile: 'legacy', oauthErrorsAs200: true } }),
);
