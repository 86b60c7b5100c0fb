import type { ServerResponse } from 'node:http';
import { sendUnlessStruck } from '../stage/faulty-transport.ts';
import type { JsonObject } from './call.ts';
import type { ActiveFault, CallFault } from './faults.ts';
import { sendJson } from './incoming.ts';
import { Refusal } from './refusal.ts';

export { beforeAnswer, preventsEffect, transportFaults } from '../stage/faulty-transport.ts';

/** What the platform answers instead of doing the work. */
export const refusalFaults: readonly CallFault[] = ['rate-limited', 'internal-error', 'gateway-timeout', 'refuse'];

export interface PlainAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

export function refusalOf(fault: ActiveFault): Refusal {
  if (fault.kind === 'rate-limited') return new Refusal(36009002, 'Too many requests');
  if (fault.kind === 'gateway-timeout') return new Refusal(36009007, 'The request timed out');
  if (fault.kind === 'refuse') return new Refusal(fault.code ?? 36009003, 'Refused by a switch of the sandbox');
  return new Refusal(36009003, 'Internal error');
}

/** Sends the answer, or what a fault makes of it. */
export const sendAnswer = (response: ServerResponse, result: PlainAnswer, fault: ActiveFault | undefined): Promise<void> =>
  sendUnlessStruck(response, fault, () => sendJson(response, result.status, result.body));
