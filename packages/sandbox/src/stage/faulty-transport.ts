import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { sendBytes } from './incoming.ts';

const holdMs = 60_000;
const slowMs = 2_000;

/** What strikes the connection, whatever the call. */
export const transportFaults = ['slow', 'timeout-after-effect', 'cut-after-effect', 'cut-before-effect', 'overloaded'] as const;

interface Strike {
  readonly kind: string;
  readonly delayMs?: number;
}

export const preventsEffect = (fault: Strike | undefined): boolean => fault?.kind === 'cut-before-effect' || fault?.kind === 'overloaded';

export async function beforeAnswer(fault: Strike | undefined): Promise<void> {
  if (fault?.kind === 'slow') await wait(fault.delayMs ?? slowMs);
}

/** Calls `send`, or does what a fault makes of the answer: a broken connection, silence, an overloaded front. */
export async function sendUnlessStruck(response: ServerResponse, fault: Strike | undefined, send: () => void): Promise<void> {
  if (fault?.kind === 'cut-after-effect' || fault?.kind === 'cut-before-effect') {
    response.destroy();
  } else if (fault?.kind === 'timeout-after-effect') {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    await wait(fault.delayMs ?? holdMs, undefined, { signal: closed.signal, ref: false }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    });
    response.destroy();
  } else if (fault?.kind === 'overloaded') {
    sendBytes(response, 503, 'text/plain', Buffer.from('upstream overloaded'));
  } else {
    send();
  }
}
