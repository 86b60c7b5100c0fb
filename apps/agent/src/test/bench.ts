import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentPrinter } from '@shopfleet/contracts/agent-protocol';
import { type Log, silentLog, systemClock } from '@shopfleet/kernel';
import { type Agent, startAgent } from '../agent.ts';
import type { Tuning } from '../printing/tuning.ts';
import { HubPeer, peerToken } from './hub-peer.ts';

export const fourBySix = { widthMm: 101.6, heightMm: 152.4, gapMm: 3, dpi: 203, language: 'pdf' } as const;

export function printerOf(printerId: string, driver: AgentPrinter['driver'], language: 'pdf' | 'zpl' = 'pdf'): AgentPrinter {
  return { printerId, name: printerId, driver, media: { ...fourBySix, language } };
}

/** A directory that goes with the test. */
export function temporaryDirectory(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'agent-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export const errorsOnly = (errors: unknown[]): Log => ({ ...silentLog, error: (fields, message) => void errors.push([message, fields]) });

export interface Bench extends AsyncDisposable {
  readonly peer: HubPeer;
  readonly directory: string;
  agent: Agent;
  readonly errors: unknown[];
  /** Stops the agent and starts it again on the same journal. */
  restart(): Promise<void>;
}

/** A peer and an agent in this process, on a fresh journal. */
export async function startBench(printers: AgentPrinter[], tuning: Partial<Tuning> = {}): Promise<Bench> {
  const directory = temporaryDirectory();
  const errors: unknown[] = [];
  const peer = await new HubPeer(printers).listen();
  const identity = { hubUrl: peer.url, agentId: 'agt_test', token: peerToken };
  const start = () =>
    startAgent({
      directory: directory.path,
      identity,
      clock: systemClock,
      log: errorsOnly(errors),
      manualPrinters: ['10.9.8.7:9100'],
      cupsServer: '127.0.0.1:1',
      tuning,
    });
  const bench: Bench = {
    peer,
    directory: directory.path,
    errors,
    agent: start(),
    restart: async () => {
      await bench.agent.stop();
      bench.agent = start();
    },
    [Symbol.asyncDispose]: async () => {
      await bench.agent.stop();
      await peer[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
  return bench;
}
