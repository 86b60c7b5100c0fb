import { Agent, request } from 'node:http';
import { argv } from 'node:process';
import { connectDatabase } from '@shopfleet/db';
import { createPostgresLimiter } from '../outbound-limiter.ts';

export interface HammerSetUp {
  readonly databaseUrl: string;
  readonly targetUrl: string;
  readonly ratePerSecond: number;
  readonly callers: number;
}

/** Calls the target as fast as the limiter lets it, from many callers, until it is told to stop. */
async function hammer(setUp: HammerSetUp): Promise<void> {
  const db = connectDatabase({ url: setUp.databaseUrl, poolSize: 2 });
  const limiter = createPostgresLimiter(db);
  const agent = new Agent({ keepAlive: true, maxSockets: setUp.callers });
  const stop = new AbortController();
  const call = () =>
    new Promise<void>((resolve, reject) => {
      request(setUp.targetUrl, { agent }, (response) => response.resume().once('end', resolve))
        .once('error', reject)
        .end();
    });
  async function keepCalling(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await limiter.reserve('one-key', setUp.ratePerSecond, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        throw error;
      }
      await call();
    }
  }
  await db.ping();
  process.once('message', () => {
    const callers = Array.from({ length: setUp.callers }, keepCalling);
    process.once('message', () => {
      stop.abort();
      void Promise.all(callers)
        .then(() => db.close())
        .then(() => {
          agent.destroy();
          process.disconnect();
        });
    });
  });
  process.send?.('ready');
}

if (argv[2]) await hammer(JSON.parse(argv[2]) as HammerSetUp);
