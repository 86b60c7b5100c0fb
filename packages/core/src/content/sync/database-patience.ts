import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '@shopfleet/db';
import { HubError, type Log, retryDelayMs } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';

export interface PatienceOptions {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How long the database may be away; default two minutes. */
  readonly withinMs?: number;
}

const backoff = { baseMs: 100, maxMs: 2_000 };

/** Repeats `work` while the database cannot be reached; it must be safe to repeat, as a commit's answer may be what was lost. */
export async function patiently<T>({ log, signal, withinMs = 120_000 }: PatienceOptions, work: () => Promise<T>): Promise<T> {
  const untilMs = performance.now() + withinMs;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > untilMs) throw error;
      log.warn({ err: error, tries }, 'The database is away; a content run waits for it');
      await sleep(retryDelayMs(tries, backoff), undefined, { signal });
    }
  }
}

/** A broken connection, a server that ends or begins; not a statement that it refused. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof HubError || error instanceof PlatformFailure) return false;
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P|53300|EPIPE)/.test(state);
  return error instanceof Error && isOfConnection(error);
}

function isOfConnection(error: Error): boolean {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 8; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string' && /^E[A-Z]+$/.test(current.code)) return true;
    if (/connection|terminat|timeout|not queryable/i.test(current.message)) return true;
  }
  return false;
}
