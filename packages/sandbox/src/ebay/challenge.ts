import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Hex SHA-256 of code, token and endpoint as registered, one after the other. */
export const challengeResponse = (code: string, verificationToken: string, endpoint: string): string =>
  createHash('sha256').update(code).update(verificationToken).update(endpoint).digest('hex');

/** Asks the endpoint whether it is the caller's own, during the caller's request. @throws Refusal 195020 */
export async function challengeEndpoint(world: World, endpoint: string, verificationToken: string): Promise<void> {
  world.counters.challenges += 1;
  const code = randomBytes(32).toString('hex');
  const url = `${endpoint}${endpoint.includes('?') ? '&' : '?'}challenge_code=${code}`;
  const answer = await ask(url, world.settings.webhookTimeoutRealMs);
  if (answer !== challengeResponse(code, verificationToken, endpoint)) {
    throw new Refusal(195020, 'Challenge verification failed for requested endpoint');
  }
}

/** The `challengeResponse` of a JSON answer with 200; undefined for any other. */
async function ask(url: string, timeoutMs: number): Promise<string | undefined> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const text = await response.text();
    if (response.status !== 200 || !isJson) return undefined;
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('challengeResponse' in body)) return undefined;
    return typeof body.challengeResponse === 'string' ? body.challengeResponse : undefined;
  } catch (error) {
    // Not reached, too slow or no JSON: for the platform all of these are a failed challenge.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
