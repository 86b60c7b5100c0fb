import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@shopfleet/kernel';
import { Client } from 'pg';

const patienceMs = 30_000;
const lookEveryMs = 500;
/** Nobody listens yet, or PostgreSQL says itself that it is starting, stopping or recovering. */
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03']);

/** Waits up to 30 s for a database that is just starting, as after a power cut where everything comes back at once. Throws what it said last. */
export async function awaitDatabase(url: string, log: Log): Promise<void> {
  let isToldYet = false;
  for (const until = Date.now() + patienceMs; ; await sleep(lookEveryMs)) {
    const failure = await tryToConnect(url);
    if (!failure) return;
    const code = 'code' in failure ? String(failure.code) : '';
    if (!passing.has(code) || Date.now() > until) throw failure;
    if (!isToldYet) log.warn({ code }, `The database does not answer yet; trying again for ${patienceMs / 1000} s`);
    isToldYet = true;
  }
}

async function tryToConnect(url: string): Promise<Error | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that breaks later is reported by whoever uses it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
