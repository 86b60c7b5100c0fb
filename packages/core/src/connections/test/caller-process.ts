import { argv } from 'node:process';
import { connectDatabase } from '@shopfleet/db';
import { armCrashPoint, HubError, Sealer, silentLog, systemClock } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { openAccount } from '../open-account.ts';
import { openShop } from '../open-shop.ts';
import { createProviderPlatform, providerName } from './provider-platform.ts';

/** What the test tells a caller process, and what comes back. */
export interface CallerSetUp {
  readonly databaseUrl: string;
  readonly providerUrl: string;
  readonly refreshTokens: 'single-use' | 'rotating' | 'unknown';
  readonly tenantId: string;
  /** What the callers call for: a shop of the connection, or its account. */
  readonly opens: 'shop' | 'account';
  readonly connectionId: string;
  readonly shopId: string;
}
export type CallerOrder = { readonly callers: number; readonly crashAt?: string } | 'end';
export type CallerReport = { readonly ready: true } | { readonly outcomes: Readonly<Record<string, number>> };

/** The outcome of a call that only a person can help. */
export const needsPerson = 'needs-person';

export const testSealer = () => new Sealer(new Map([['test', Buffer.alloc(32, 7)]]), 'test');

/** A process with its own pool and token cache, as a worker of the hub is. Runs callers on order. */
async function serve(setUp: CallerSetUp): Promise<void> {
  const db = connectDatabase({ url: setUp.databaseUrl, poolSize: 4 });
  const platform = createProviderPlatform(setUp.providerUrl, setUp.refreshTokens);
  const platforms = new Map([[providerName, platform]]);
  const deps = { db, clock: systemClock, sealer: testSealer(), log: silentLog, platforms };

  const open = () =>
    setUp.opens === 'shop' ? openShop(deps, setUp.tenantId, setUp.shopId) : openAccount(deps, setUp.tenantId, setUp.connectionId);

  async function callOnce(): Promise<string> {
    try {
      const { access } = await open();
      await platform.call(access);
      return 'ok';
    } catch (error) {
      if (error instanceof PlatformFailure && error.kind === 'auth-expired') return needsPerson;
      // The same, for a caller that came only after the others had found out.
      if (error instanceof HubError && error.code === 'NEEDS_RECONNECT') return needsPerson;
      return error instanceof PlatformFailure ? error.kind : String(error);
    }
  }

  process.on('message', (order: CallerOrder) => {
    if (order === 'end') {
      void Promise.all([platform.close(), db.close()]).then(() => process.disconnect());
      return;
    }
    if (order.crashAt) armCrashPoint(order.crashAt);
    void Promise.all(Array.from({ length: order.callers }, callOnce)).then((kinds) => {
      const outcomes: Record<string, number> = {};
      for (const kind of kinds) outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      report({ outcomes });
    });
  });
  await db.ping();
  report({ ready: true });
}

function report(message: CallerReport): void {
  process.send?.(message);
}

if (argv[2]) await serve(JSON.parse(argv[2]) as CallerSetUp);
