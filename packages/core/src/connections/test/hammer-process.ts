import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase } from '@shopfleet/db';
import { systemClock } from '@shopfleet/kernel';
import { createPlatformHttp, PlatformFailure, silentObserver, type WindowLimit } from '@shopfleet/platform-kit';
import { createPostgresLimiter } from '../outbound-limiter.ts';
import { leftAtHeader, machineMs } from './counting-target.ts';

export interface HammerSetUp {
  readonly databaseUrl: string;
  readonly targetUrl: string;
  readonly limit: WindowLimit;
  readonly callers: number;
}

/** Calls the target as fast as the limiter lets it, from many callers, until it is told to stop. */
async function hammer(setUp: HammerSetUp): Promise<void> {
  const db = connectDatabase({ url: setUp.databaseUrl, poolSize: 2 });
  const http = createPlatformHttp({
    platform: 'target',
    limiter: createPostgresLimiter(db),
    observer: silentObserver,
    clock: systemClock,
    allowedOrigins: [new URL(setUp.targetUrl).origin],
  });
  const stop = new AbortController();
  const call = () =>
    http.send({
      operation: 'hit',
      limitKey: 'one-key',
      limit: setUp.limit,
      breakerKey: 'target',
      isRead: false,
      signal: stop.signal,
      async request() {
        // As if a token were read: there are always calls between their slot and their leaving.
        await sleep(Math.random() * 10);
        return { method: 'GET', url: new URL(setUp.targetUrl), headers: { [leftAtHeader]: String(machineMs()) } };
      },
      read: () => undefined,
    });
  async function keepCalling(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await call();
      } catch (error) {
        // The database is away for a while, or the end has come; anything else is a fault of the test.
        if (!(error instanceof PlatformFailure)) throw error;
      }
    }
  }
  await db.ping();
  process.once('message', () => {
    const callers = Array.from({ length: setUp.callers }, keepCalling);
    process.once('message', () => {
      stop.abort();
      void Promise.all(callers)
        .then(() => http.close())
        .then(() => db.close())
        .then(() => process.disconnect());
    });
  });
  process.send?.('ready');
}

if (argv[2]) await hammer(JSON.parse(argv[2]) as HammerSetUp);
