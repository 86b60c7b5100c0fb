import { setTimeout as sleep } from 'node:timers/promises';
import { pairedSchema, pairingPendingSchema, pairingStartedSchema } from '@shopfleet/contracts/agent-protocol';
import type { Clock } from '@shopfleet/kernel';
import { z } from 'zod';
import type { HubAddress } from './hub-address.ts';
import { accepted, callHub, jsonOf } from './hub-http.ts';
import type { Identity } from './identity-file.ts';

export interface PairingSelf {
  readonly name: string;
  readonly hostName: string;
  readonly agentVersion: string;
}

async function post<T>(address: HubAddress, path: string, json: unknown, schema: z.ZodType<T>): Promise<T> {
  const answer = accepted(await callHub(address, { method: 'POST', path, json, maxBytes: 65_536 }));
  return schema.parse(jsonOf(answer.body));
}

function identityOf(address: HubAddress, { agentId, token }: z.infer<typeof pairedSchema>): Identity {
  return { hubUrl: address.url, agentId, token, ...(address.pinned === undefined ? {} : { pinned: address.pinned }) };
}

/** First way: a code from the dashboard. Throws `HubRefused` when it is wrong or too old. */
export async function claimCode(address: HubAddress, code: string, self: PairingSelf): Promise<Identity> {
  return identityOf(address, await post(address, '/agent/pairing/claim', { code, ...self }, pairedSchema));
}

export class PairingExpired extends Error {
  constructor() {
    super('Nobody typed the code in time. Start pairing again.');
    this.name = 'PairingExpired';
  }
}

/** Second way: show a code, and wait until a person has typed it into the dashboard. */
export async function pairByShowing(
  address: HubAddress,
  self: PairingSelf,
  show: (userCode: string) => void,
  clock: Clock,
): Promise<Identity> {
  const started = await post(address, '/agent/pairing/start', self, pairingStartedSchema);
  show(started.userCode);
  const answerSchema = z.discriminatedUnion('status', [pairedSchema, pairingPendingSchema]);
  while (clock.now().getTime() < Date.parse(started.expiresAt)) {
    await sleep(started.intervalSeconds * 1000);
    const answer = await post(address, '/agent/pairing/token', { deviceCode: started.deviceCode }, answerSchema);
    if (answer.status === 'paired') return identityOf(address, answer);
  }
  throw new PairingExpired();
}
