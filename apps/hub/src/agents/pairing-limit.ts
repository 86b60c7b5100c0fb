import { HubError } from '@shopfleet/kernel';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Wrong codes from one address: five in ten minutes, then it waits. */
export function createPairingLimit() {
  const wrong = new RateLimiterMemory({ points: 5, duration: 600 });
  const started = new RateLimiterMemory({ points: 20, duration: 600 });
  const refuse = (msBeforeNext: number) =>
    new HubError('RATE_LIMIT_EXCEEDED', {
      message: 'Too many pairing tries from this address. Wait a few minutes.',
      retryAfterSeconds: Math.ceil(msBeforeNext / 1000),
    });
  return {
    /** Runs a try with a code; a wrong one counts. */
    async guess<T>(address: string, attempt: () => Promise<T>): Promise<T> {
      const state = await wrong.get(address);
      if (state !== null && state.consumedPoints >= 5) throw refuse(state.msBeforeNext);
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof HubError && error.code.startsWith('PAIRING_CODE')) await wrong.penalty(address, 1);
        throw error;
      }
    },
    /** Counts a code that an agent asks for. */
    async start(address: string): Promise<void> {
      const state = await started.get(address);
      if (state !== null && state.consumedPoints >= 20) throw refuse(state.msBeforeNext);
      await started.penalty(address, 1);
    },
  };
}
