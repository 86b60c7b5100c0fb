import { HubError, Sealer, type Secret } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../edge/index.ts';
import { accountsAtMost, findDueRefreshes, findLiveConnections } from './due-refreshes.ts';
import {
  beginConsent,
  type ConnectionDeps,
  callerBinding,
  checkConnection,
  disconnectConnection,
  exchangeForGrant,
  finishConsent,
  listSealedConnections,
  noteAccountEnded,
  openAccount,
  refreshNow,
  resealTokens,
  storeAccountGrant,
  visitorBinding,
} from './index.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { createMemoryAccounts, type MemoryAccounts } from './test/memory-accounts.ts';
import { shopNamed } from './test/memory-platform.ts';

const redirectUrl = 'https://hub.example/back';
let world: ConnectionWorld;
let platform: MemoryAccounts;
let deps: ConnectionDeps;
let owner: Caller;
let number = 0;
beforeAll(async () => {
  world = await createConnectionWorld();
});
beforeEach(async () => {
  number += 1;
  platform = createMemoryAccounts('accounts_m');
  deps = { ...world.deps, platforms: new Map([...world.deps.platforms, ['accounts_m', platform]]) };
  owner = await world.signUp('Owner');
});
afterAll(() => world[Symbol.asyncDispose]());

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof HubError ? error.code : error instanceof PlatformFailure ? error.kind : String(error)),
  );
}

async function consent(binding = callerBinding(owner)) {
  const { tenantId, userId, actor } = owner;
  const context = { outletId: 'out_1' };
  const { authUrl } = await beginConsent(deps, { tenantId, userId, actor, platform, binding, redirectUrl, context });
  return { state: new URL(authUrl).searchParams.get('state') ?? '', code: platform.market.consent(`account-${number}`, []) };
}

async function connect(): Promise<string> {
  const visitor = { caller: owner, permission: 'content:write' as const };
  const finished = await finishConsent(deps, visitor, { platform, query: await consent(), redirectUrl });
  const grant = await exchangeForGrant(finished);
  return storeAccountGrant(deps, { tenantId: owner.tenantId, actor: owner.actor, platform, grant }, async (_tx, save) => {
    const connectionId = await save();
    return { connectionId, result: connectionId, detail: finished.context };
  });
}

const read = async (connectionId: string) => {
  const [row] = await world.database.query<{ status: string; token_version: number; access_token: Buffer | null }>(
    'select status, token_version, access_token from connection where id = $1',
    [connectionId],
  );
  return row;
};

describe('a grant without shops', () => {
  it('is begun for a purpose, proved with the same verifier, stored sealed, and opens its account', async () => {
    const connectionId = await connect();
    expect(platform.asked.proofs).toEqual([{ redirectUrl, verifier: platform.asked.verifiers[0] }]);
    expect(platform.asked.verifiers[0]).toMatch(/^[\w-]{43}$/);
    const { access } = await openAccount(deps, owner.tenantId, connectionId);
    expect(access).toMatchObject({ externalId: `account-${number}`, scopes: ['orders'] });
    expect((await access.token()).reveal()).toMatch(/^access-token/);
    expect((await read(connectionId))?.access_token?.toString('latin1')).not.toContain('token');
    const [row] = await world.database.query(
      "select detail from audit_entry where action = 'connection.connected' order by at desc, number desc limit 1",
    );
    expect(row).toMatchObject({ detail: { outletId: 'out_1', platform: 'accounts_m' } });
    const stranger = await world.signUp('Stranger');
    expect(await codeOf(openAccount(deps, stranger.tenantId, connectionId))).toBe('NOT_FOUND');
  });

  it('that its own module refuses leaves nothing behind', async () => {
    const grant = await exchangeForGrant({ platform, code: platform.market.consent('refused', []), proof: { redirectUrl, verifier: 'v' } });
    const refused = storeAccountGrant(deps, { tenantId: owner.tenantId, actor: owner.actor, platform, grant }, async (_tx, save) => {
      await save();
      throw new HubError('CONFLICT');
    });
    expect(await codeOf(refused)).toBe('CONFLICT');
    expect(await world.database.query("select 1 from connection where external_account_id = 'refused'")).toEqual([]);
  });

  it('keeps its id when it is given again', async () => {
    const first = await connect();
    expect(await connect()).toBe(first);
    expect(await read(first)).toMatchObject({ token_version: 2 });
  });

  it('comes back to the browser that began it, whoever is signed in there', async () => {
    const stranger = await world.signUp('Stranger');
    const finish = async (visitor: { caller: Caller | undefined; binding?: string }) =>
      codeOf(
        finishConsent(
          deps,
          { ...visitor, permission: 'content:write' },
          { platform, query: await consent(visitorBinding('mine')), redirectUrl },
        ),
      );
    expect(await finish({ caller: undefined, binding: visitorBinding('mine') })).toBe('no error');
    expect(await finish({ caller: stranger, binding: visitorBinding('mine') })).toBe('no error');
    expect(await finish({ caller: owner, binding: visitorBinding('other') })).toBe('OAUTH_STATE_OTHER_SESSION');
    expect(await finish({ caller: owner })).toBe('OAUTH_STATE_OTHER_SESSION');
    expect(await finish({ caller: { ...owner, sessionHash: visitorBinding('mine') } })).toBe('OAUTH_STATE_OTHER_SESSION');
  });

  it('is tested with its own cheap call, and its status follows', async () => {
    const connectionId = await connect();
    expect(await checkConnection(deps, owner.tenantId, connectionId)).toMatchObject({ isWorking: true });
    expect(platform.asked.probes).toBe(1);
    platform.market.trouble = { refuseTokens: true };
    expect(await checkConnection(deps, owner.tenantId, connectionId)).toMatchObject({ isWorking: false });
    expect(await read(connectionId)).toMatchObject({ status: 'needs_reconnect' });
  });

  it('is ended by its platform once a call agrees, and by an old message not at all', async () => {
    const connectionId = await connect();
    await noteAccountEnded(deps, owner.tenantId, connectionId);
    expect(await read(connectionId)).toMatchObject({ status: 'connected' });
    platform.market.trouble = { failure: new PlatformFailure('unavailable', 'down') };
    expect(await codeOf(noteAccountEnded(deps, owner.tenantId, connectionId))).toBe('PLATFORM_UNAVAILABLE');
    expect(await read(connectionId)).toMatchObject({ status: 'connected' });
    platform.market.trouble = { refuseTokens: true, failure: new PlatformFailure('forbidden', 'over') };
    await noteAccountEnded(deps, owner.tenantId, connectionId);
    await noteAccountEnded(deps, owner.tenantId, connectionId);
    expect(await read(connectionId)).toMatchObject({ status: 'revoked' });
    expect(await codeOf(openAccount(deps, owner.tenantId, connectionId))).toBe('NEEDS_RECONNECT');
  });

  it('is revoked at its platform and wiped, together with what else ends with it', async () => {
    const connectionId = await connect();
    const ended: string[] = [];
    const result = await disconnectConnection(deps, owner, connectionId, async () => void ended.push('account'));
    expect([result, ended, platform.asked.revoked]).toEqual([{ isRevoked: true }, ['account'], [`account-${number}`]]);
    expect(await read(connectionId)).toMatchObject({ status: 'revoked', access_token: null });
  });

  it('is refreshed once for two persons who ask at the same time', async () => {
    const connectionId = await connect();
    const before = platform.market.asked.refreshes;
    const { promise: answer, resolve: release } = Promise.withResolvers<void>();
    const slow = {
      ...platform,
      connect: { ...platform.connect, refresh: (token: Secret) => answer.then(() => platform.connect.refresh(token)) },
    };
    const held = { ...deps, platforms: new Map([['accounts_m', slow]]) };
    const looks = [0, 0];
    const both = looks.map((_none, who) => {
      const asTenant: typeof deps.db.asTenant = (tenantId, work) =>
        deps.db.asTenant(tenantId, work).finally(() => {
          looks[who] = (looks[who] ?? 0) + 1;
        });
      return refreshNow({ ...held, db: { ...deps.db, asTenant } }, owner.tenantId, connectionId);
    });
    // Both have seen the same tokens; one of them is at it, and the other knows.
    await expect.poll(() => Math.min(...looks)).toBeGreaterThan(2);
    release();
    await Promise.all(both);
    expect(platform.market.asked.refreshes - before).toBe(1);
    await disconnectConnection(deps, owner, connectionId);
    expect(await codeOf(refreshNow(deps, owner.tenantId, connectionId))).toBe('NEEDS_RECONNECT');
  });

  it('is sealed anew with a new key like all others', async () => {
    const connectionId = await connect();
    const place = (await deps.db.asSystem(listSealedConnections)).find(({ id }) => id === connectionId);
    if (!place) throw new Error('not listed');
    const keys = new Map([
      ['k1', Buffer.alloc(32, 1)],
      ['k2', Buffer.alloc(32, 2)],
    ]);
    await resealTokens({ db: deps.db, sealer: new Sealer(keys, 'k2') }, place);
    const onlyNew = { ...deps, sealer: new Sealer(new Map([['k2', Buffer.alloc(32, 2)]]), 'k2') };
    await refreshNow(onlyNew, owner.tenantId, connectionId);
    expect(await read(connectionId)).toMatchObject({ token_version: 2 });
  });
});

describe('thousands of accounts whose tokens live for two hours', () => {
  const accounts = 10_000;
  const lifeMs = 2 * 3_600_000;

  it('are renewed in time and never more than so many in a minute, also when all were connected at once', async () => {
    await using own = await createConnectionWorld();
    const caller = await own.signUp('Chain');
    const platforms = new Map([...own.deps.platforms, ['accounts_m', platform]]);
    const startMs = own.clock.now().getTime();
    const shop = await own.connect(caller, 'shop', [shopNamed('1')]);
    await own.database.query('update connection set access_expires_at = $1 where id = $2', [new Date(startMs + 60_000), shop.connectionId]);
    await own.database.query(
      `insert into connection (tenant_id, id, platform, status, external_account_id, access_token, refresh_token, access_expires_at, refreshed_at)
       select $1, 'con_' || md5(n::text), 'accounts_m', 'connected', n::text, '\\x00', '\\x00', $2::timestamptz, $3::timestamptz
       from generate_series(1, ${accounts}) n`,
      [caller.tenantId, new Date(startMs + lifeMs), new Date(startMs)],
    );
    expect((await own.deps.db.asSystem((tx) => findLiveConnections(tx, platforms))).map(({ connectionId }) => connectionId)).toEqual([
      shop.connectionId,
    ]);
    let renewed = 0;
    for (let minute = 1; minute <= 240; minute++) {
      const now = new Date(startMs + minute * 60_000);
      const due = await own.deps.db.asSystem((tx) => findDueRefreshes(tx, now, platforms));
      const ids = due.map(({ connectionId }) => connectionId);
      // Accounts do not keep a shop waiting.
      expect(ids.includes(shop.connectionId)).toBe(true);
      expect(ids.length - 1).toBeLessThanOrEqual(accountsAtMost);
      renewed += ids.length - 1;
      await own.database.query(
        "update connection set refreshed_at = $2, access_expires_at = $3 where id = any($1) and platform = 'accounts_m'",
        [ids, now, new Date(now.getTime() + lifeMs)],
      );
      const ended = await own.database.query("select 1 from connection where platform = 'accounts_m' and access_expires_at <= $1", [now]);
      expect([minute, ended.length]).toEqual([minute, 0]);
    }
    expect(renewed).toBeGreaterThan(2 * accounts);
  });
});
