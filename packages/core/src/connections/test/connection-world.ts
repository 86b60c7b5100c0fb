import { permissions } from '@shopfleet/contracts';
import { createJobs, type Jobs } from '@shopfleet/jobs';
import { ManualClock, newId, Sealer, Secret, silentLog } from '@shopfleet/kernel';
import type { PlatformShop } from '@shopfleet/platform-kit';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import type { Caller } from '../../edge/index.ts';
import { beginConnection } from '../begin-connection.ts';
import type { ConnectionDeps } from '../connection-deps.ts';
import { connectionJobKinds } from '../connection-job-kinds.ts';
import { finishConnection } from '../finish-connection.ts';
import type { StoredGrant } from '../store-grant.ts';
import { createMemoryPlatform, type MemoryPlatform } from './memory-platform.ts';

/** A hub's connections over a real database, two marketplaces in memory, and a clock that stands still. */
export interface ConnectionWorld extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly deps: ConnectionDeps;
  readonly clock: ManualClock;
  readonly jobs: Jobs;
  readonly market: MemoryPlatform;
  readonly otherMarket: MemoryPlatform;
  /** A new organisation with somebody signed in. */
  signUp(name: string): Promise<Caller>;
  /** Begins, consents and comes back. */
  connect(caller: Caller, account: string, shops: readonly PlatformShop[]): Promise<StoredGrant>;
  begin(caller: Caller): Promise<{ state: string }>;
  /** Consents and comes back. */
  finish(caller: Caller, begun: { state: string }, account: string, shops: readonly PlatformShop[]): Promise<StoredGrant>;
  audits(tenantId: string): Promise<{ action: string; code: string | null }[]>;
}

export async function createConnectionWorld(
  slugs: readonly [string, string] = ['market-a', 'market-b'],
  { work = false }: { work?: boolean } = {},
): Promise<ConnectionWorld> {
  const database = await createTestDatabase();
  const clock = new ManualClock(new Date());
  const market = createMemoryPlatform('market_a', slugs[0]);
  const otherMarket = createMemoryPlatform('market_b', slugs[1]);
  const jobs = createJobs({ url: database.url, database: database.database, kinds: connectionJobKinds, log: silentLog });
  await jobs.start({ work });
  const deps: ConnectionDeps = {
    db: database.database,
    jobs,
    clock,
    sealer: new Sealer(new Map([['k1', Buffer.alloc(32, 1)]]), 'k1'),
    log: silentLog,
    platforms: new Map([market, otherMarket].map((platform) => [platform.manifest.platform, platform])),
    publicUrl: 'https://hub.example',
    consentSecret: new Secret('consent'),
  };
  let people = 0;
  const begin = async (caller: Caller) => {
    const { authUrl } = await beginConnection(deps, caller, { slug: slugs[0] });
    return { state: new URL(authUrl).searchParams.get('state') ?? '' };
  };
  const finish: ConnectionWorld['finish'] = async (caller, { state }, account, shops) => {
    const query = { state, code: market.consent(account, shops) };
    const { connections } = await finishConnection(deps, caller, { slug: slugs[0], query });
    const [first] = connections;
    if (!first) throw new Error(`the consent of ${account} connected nothing`);
    return first;
  };
  return {
    database,
    deps,
    clock,
    jobs,
    market,
    otherMarket,
    begin,
    finish,
    connect: async (caller, account, shops) => finish(caller, await begin(caller), account, shops),
    async signUp(name) {
      const tenantId = newId('tenant');
      people += 1;
      await database.query('insert into tenant (id, name) values ($1, $2)', [tenantId, name]);
      const userId = `usr_${people}`;
      return {
        tenantId,
        userId,
        actor: { kind: 'user', id: userId },
        name,
        permissions: new Set(permissions),
        plan: 'free',
        sessionHash: `session-${people}`,
      };
    },
    async audits(tenantId) {
      return database.query<{ action: string; code: string | null }>(
        "select action, detail ->> 'code' as code from audit_entry where tenant_id = $1 order by number",
        [tenantId],
      );
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}
