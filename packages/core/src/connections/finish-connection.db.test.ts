import { HubError } from '@shopfleet/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../edge/index.ts';
import { beginConnection, finishConnection, listShops } from './index.ts';
import { openShop } from './open-shop.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { shopNamed } from './test/memory-platform.ts';

let world: ConnectionWorld;
beforeAll(async () => {
  world = await createConnectionWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HubError) return error.code;
    throw error;
  }
  return 'no error';
}

const finish = (caller: Caller | undefined, query: Record<string, string>, slug = 'market-a') =>
  finishConnection(world.deps, caller, { slug, query });

describe('connecting a shop', () => {
  it('stores the shop with sealed tokens, asks for its events, and writes the trail', async () => {
    const owner = await world.signUp('Kopi');
    const connected = await world.connect(owner, 'a1', [shopNamed('1001')]);
    expect(connected.shops).toMatchObject([{ name: 'Shop 1001', region: 'ID', isNew: true }]);
    const rows = await world.database.query<{ status: string; access_token: Buffer; refresh_token: Buffer }>(
      'select status, access_token, refresh_token from connection where id = $1',
      [connected.connectionId],
    );
    expect(rows).toMatchObject([{ status: 'connected' }]);
    expect(rows[0]?.access_token.toString('latin1')).not.toContain('token');
    expect(rows[0]?.refresh_token.toString('latin1')).not.toContain('token');
    expect(await world.audits(owner.tenantId)).toEqual([
      { action: 'connection.begun', code: null },
      { action: 'connection.connected', code: null },
    ]);
    expect((await world.jobs.counts()).some((count) => count.kind === 'connections.subscribe-events')).toBe(true);
  });

  it('opens the shop with a working token, for its own organisation only', async () => {
    const owner = await world.signUp('Kopi');
    const stranger = await world.signUp('Stranger');
    const { shops } = await world.connect(owner, 'a2', [shopNamed('1002')]);
    const shopId = shops[0]?.id ?? '';
    const { access, shop } = await openShop(world.deps, owner.tenantId, shopId);
    expect(shop.addressKey).toBe('cipher-1002');
    expect(await world.market.connect.listShops(await access.token(), 'a2')).toHaveLength(1);
    expect(await codeOf(openShop(world.deps, stranger.tenantId, shopId))).toBe('NOT_FOUND');
    expect(await world.deps.db.asTenant(stranger.tenantId, listShops)).toEqual([]);
  });

  it('keeps the ids of shops that are connected again, and takes the new tokens', async () => {
    const owner = await world.signUp('Again');
    const first = await world.connect(owner, 'a3', [shopNamed('1003')]);
    const second = await world.connect(owner, 'a3', [shopNamed('1003'), shopNamed('1004')]);
    expect(second.connectionId).toBe(first.connectionId);
    expect(second.shops.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect(second.shops[0]?.id).toBe(first.shops[0]?.id);
    const [row] = await world.database.query<{ token_version: number }>('select token_version from connection where id = $1', [
      first.connectionId,
    ]);
    expect(row?.token_version).toBe(2);
  });

  it('refuses a shop that another organisation holds, and changes nothing', async () => {
    const holder = await world.signUp('Holder');
    const other = await world.signUp('Other');
    const { shops } = await world.connect(holder, 'a5', [shopNamed('1005')]);
    expect(await codeOf(world.connect(other, 'a6', [shopNamed('1006'), shopNamed('1005')]))).toBe('SHOP_ALREADY_CONNECTED');
    expect(await world.deps.db.asTenant(other.tenantId, listShops)).toEqual([]);
    await expect(openShop(world.deps, holder.tenantId, shops[0]?.id ?? '')).resolves.toBeDefined();
    expect((await world.audits(other.tenantId)).at(-1)).toEqual({ action: 'connection.refused', code: 'SHOP_ALREADY_CONNECTED' });
  });

  it('says so when the seller refused or the marketplace does not take the code', async () => {
    const owner = await world.signUp('Denied');
    expect(await codeOf(finish(owner, { ...(await world.begin(owner)), error: 'auth_denied' }))).toBe('OAUTH_DENIED');
    expect(await codeOf(finish(owner, { ...(await world.begin(owner)), code: 'made-up' }))).toBe('OAUTH_CODE_REFUSED');
    const used = world.market.consent('a7', [shopNamed('1007')]);
    await finish(owner, { ...(await world.begin(owner)), code: used });
    expect(await codeOf(finish(owner, { ...(await world.begin(owner)), code: used }))).toBe('OAUTH_CODE_REFUSED');
    expect((await world.audits(owner.tenantId)).flatMap(({ code }) => code ?? [])).toEqual([
      'OAUTH_DENIED',
      'OAUTH_CODE_REFUSED',
      'OAUTH_CODE_REFUSED',
    ]);
  });
});

describe('a connection link', () => {
  it('works once, however many visits come at the same time', async () => {
    const owner = await world.signUp('Race');
    const { state } = await world.begin(owner);
    const visits = Array.from({ length: 8 }, (_, i) => {
      const code = world.market.consent(`race-${i}`, [shopNamed(`20${i}`)]);
      return codeOf(finish(owner, { state, code }));
    });
    expect((await Promise.all(visits)).toSorted()).toEqual([...Array(7).fill('OAUTH_STATE_USED'), 'no error']);
  });

  it.each([
    ['was used before', 'OAUTH_STATE_USED'],
    ['is older than ten minutes', 'OAUTH_STATE_EXPIRED'],
    ['comes back in another session', 'OAUTH_STATE_OTHER_SESSION'],
    ['comes back signed out', 'OAUTH_STATE_OTHER_SESSION'],
    ['comes back in another organisation', 'OAUTH_STATE_OTHER_TENANT'],
    ['comes back to another marketplace', 'OAUTH_STATE_OTHER_PLATFORM'],
  ])('that %s is refused with its own code, recorded, and connects nothing', async (how, expected) => {
    const owner = await world.signUp('Owner');
    const stranger = await world.signUp('Stranger');
    const query = { ...(await world.begin(owner)), code: world.market.consent(`m-${how}`, [shopNamed(`9-${how}`)]) };
    if (how.includes('used')) await codeOf(finish(owner, { state: query.state, error: 'auth_denied' }));
    if (how.includes('ten minutes')) world.clock.advance(10 * 60_000);
    const visitors: Record<string, Caller | undefined> = {
      'comes back in another session': { ...owner, sessionHash: 'another' },
      'comes back signed out': undefined,
      'comes back in another organisation': stranger,
    };
    const visitor = how in visitors ? visitors[how] : owner;
    expect(await codeOf(finish(visitor, query, how.includes('marketplace') ? 'market-b' : 'market-a'))).toBe(expected);
    expect((await world.audits(owner.tenantId)).at(-1)).toEqual({ action: 'connection.refused', code: expected });
    for (const tenant of [owner, stranger]) expect(await world.deps.db.asTenant(tenant.tenantId, listShops)).toEqual([]);
    // Whoever showed it, it has leaked: it is used up.
    expect(await codeOf(finish(owner, query))).toBe('OAUTH_STATE_USED');
  });

  it('that this hub never made is refused', async () => {
    const owner = await world.signUp('Owner');
    for (const state of ['', 'made-up', '\u0000', 'x'.repeat(10_000)]) {
      expect(await codeOf(finish(owner, { state, code: 'c' }))).toBe('OAUTH_STATE_INVALID');
    }
    expect((await world.audits(owner.tenantId)).at(-1)).toEqual({ action: 'connection.refused', code: 'OAUTH_STATE_INVALID' });
  });

  it('begun by an API key may be finished by whoever is signed in to its organisation and may connect shops', async () => {
    const owner = await world.signUp('Owner');
    const key: Caller = { ...owner, userId: 'key_1', actor: { kind: 'api-key', id: 'key_1' }, sessionHash: 'key-hash' };
    const query = async (account: string) => ({ ...(await world.begin(key)), code: world.market.consent(account, [shopNamed(account)]) });
    expect(await codeOf(finish({ ...owner, permissions: new Set() }, await query('k1')))).toBe('OAUTH_STATE_OTHER_SESSION');
    expect(await codeOf(finish(undefined, await query('k2')))).toBe('OAUTH_STATE_OTHER_SESSION');
    expect(await codeOf(finish(owner, await query('k3')))).toBe('no error');
  });

  it('is kept as a hash, and names the way back', async () => {
    const owner = await world.signUp('Owner');
    const { authUrl } = await beginConnection(world.deps, owner, { slug: 'market-a' });
    const url = new URL(authUrl);
    expect(url.searchParams.get('back')).toBe('https://hub.example/api/v1/platforms/callback/market-a');
    const rows = await world.database.query('select 1 from oauth_state where state_hash = $1', [url.searchParams.get('state')]);
    expect(rows).toEqual([]);
    expect(await codeOf(beginConnection(world.deps, owner, { slug: 'nowhere' }))).toBe('PLATFORM_UNSUPPORTED');
  });
});
