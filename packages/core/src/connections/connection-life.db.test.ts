import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../edge/index.ts';
import { changeShopSettings } from './change-shop-settings.ts';
import { findConnection } from './connection-store.ts';
import { findDueRefreshes } from './due-refreshes.ts';
import {
  checkConnection,
  disconnectConnection,
  findShopsByExternalId,
  listActiveShops,
  noteAuthorizationEvent,
  noteConnectionFailure,
} from './index.ts';
import { openShop } from './open-shop.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { shopNamed } from './test/memory-platform.ts';

let world: ConnectionWorld;
let owner: Caller;
let connectionId: string;
let shopId: string;
let number = 0;
beforeAll(async () => {
  world = await createConnectionWorld();
});
beforeEach(async () => {
  number += 1;
  world.market.trouble = {};
  owner = await world.signUp('Owner');
  const connected = await world.connect(owner, `life-${number}`, [shopNamed(`5${number}`)]);
  connectionId = connected.connectionId;
  shopId = connected.shops[0]?.id ?? '';
});
afterAll(() => world[Symbol.asyncDispose]());

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof HubError ? error.code : error instanceof PlatformFailure ? error.kind : String(error)),
  );
}

async function stored() {
  const [row] = await world.database.query<{
    status: string;
    status_reason: string;
    token_version: number;
    access_token: Buffer | null;
    refresh_token: Buffer | null;
  }>('select * from connection where id = $1', [connectionId]);
  if (!row) throw new Error('no connection');
  return row;
}

const token = async (refused?: Awaited<ReturnType<typeof openToken>>) =>
  (await openShop(world.deps, owner.tenantId, shopId)).access.token(refused);
const openToken = async () => (await openShop(world.deps, owner.tenantId, shopId)).access.token();

describe('tokens', () => {
  it('are renewed once for many callers who were refused the same one', async () => {
    const old = await openToken();
    const before = world.market.asked.refreshes;
    const fresh = await Promise.all(Array.from({ length: 20 }, () => token(old)));
    expect(new Set(fresh.map((secret) => secret.reveal())).size).toBe(1);
    expect(fresh[0]?.reveal()).not.toBe(old.reveal());
    expect(world.market.asked.refreshes - before).toBe(1);
  });

  it('are renewed before they end', async () => {
    const old = await openToken();
    await world.database.query(
      "update connection set access_expires_at = now() + interval '30 seconds', refreshed_at = now() - interval '7 days' where id = $1",
      [connectionId],
    );
    expect(
      (await world.deps.db.asSystem((tx) => findDueRefreshes(tx, world.clock.now(), world.deps.platforms))).map((due) => due.connectionId),
    ).toContain(connectionId);
    expect((await token(old)).reveal()).not.toBe(old.reveal());
  });

  it('keep the refresh token when the answer names none', async () => {
    world.market.trouble = { emptyRefresh: true };
    const before = await stored();
    await token(await openToken());
    const after = await stored();
    expect(after.token_version).toBe(before.token_version + 1);
    expect(after.refresh_token).toEqual(before.refresh_token);
  });

  it('survive a marketplace that does not answer', async () => {
    const old = await openToken();
    const before = await stored();
    world.market.trouble = { failure: new PlatformFailure('unavailable', 'down') };
    expect(await codeOf(token(old))).toBe('unavailable');
    expect(await stored()).toMatchObject({ status: 'connected', access_token: before.access_token, refresh_token: before.refresh_token });
    world.market.trouble = {};
    expect((await token(old)).reveal()).not.toBe(old.reveal());
  });

  it('do not open in another row', async () => {
    const other = await world.connect(await world.signUp('Else'), `else-${number}`, [shopNamed(`6${number}`)]);
    await world.database.query('update connection set access_token = (select access_token from connection where id = $1) where id = $2', [
      other.connectionId,
      connectionId,
    ]);
    expect(await codeOf(openToken())).toBe('INTERNAL_ERROR');
  });
});

describe('a connection', () => {
  it('asks for a person when the marketplace refuses to renew it, and works again once connected anew', async () => {
    const old = await openToken();
    world.market.trouble = { failure: new PlatformFailure('forbidden', 'the grant is over') };
    expect(await codeOf(token(old))).toBe('auth-expired');
    expect(await stored()).toMatchObject({ status: 'needs_reconnect' });
    expect(await codeOf(openShop(world.deps, owner.tenantId, shopId))).toBe('NEEDS_RECONNECT');
    world.market.trouble = {};
    const again = await world.connect(owner, `life-${number}`, [shopNamed(`5${number}`)]);
    expect(again.shops[0]?.id).toBe(shopId);
    expect(await stored()).toMatchObject({ status: 'connected', status_reason: '' });
    await expect(openToken()).resolves.toBeDefined();
  });

  it('is tested with a real call, and its status follows', async () => {
    expect(await checkConnection(world.deps, owner.tenantId, connectionId)).toMatchObject({ isWorking: true });
    world.market.trouble = { failure: new PlatformFailure('unavailable', 'down') };
    expect(await checkConnection(world.deps, owner.tenantId, connectionId)).toMatchObject({ isWorking: false, message: 'down' });
    expect(await stored()).toMatchObject({ status: 'connected' });
    world.market.trouble = { failure: new PlatformFailure('forbidden', 'scope missing') };
    await checkConnection(world.deps, owner.tenantId, connectionId);
    expect(await stored()).toMatchObject({ status: 'error', status_reason: 'scope missing' });
    world.market.trouble = {};
    await checkConnection(world.deps, owner.tenantId, connectionId);
    expect(await stored()).toMatchObject({ status: 'connected' });
    world.market.trouble = { refuseTokens: true };
    await checkConnection(world.deps, owner.tenantId, connectionId);
    expect(await stored()).toMatchObject({ status: 'needs_reconnect' });
    expect(await codeOf(checkConnection(world.deps, owner.tenantId, connectionId))).toBe('NEEDS_RECONNECT');
  });

  it('takes failures of the grant from others, and no other failures', async () => {
    await noteConnectionFailure(world.deps, owner.tenantId, { shopId }, new PlatformFailure('rate-limited', 'slow'));
    expect(await stored()).toMatchObject({ status: 'connected' });
    await noteAuthorizationEvent(world.deps, owner.tenantId, { shopId }, 'authorization-ending');
    expect(await stored()).toMatchObject({ status: 'expiring' });
    await noteAuthorizationEvent(world.deps, owner.tenantId, { shopId }, 'authorization-ended');
    expect(await stored()).toMatchObject({ status: 'revoked' });
    expect(await codeOf(openShop(world.deps, owner.tenantId, shopId))).toBe('NEEDS_RECONNECT');
  });

  it('does not take the end of a former grant for that of the present one', async () => {
    const connection = await world.deps.db.asTenant(owner.tenantId, (tx) => findConnection(tx, connectionId));
    const grantedMs = connection?.refreshedAt?.getTime() ?? Number.NaN;
    const hear = (ms: number) => noteAuthorizationEvent(world.deps, owner.tenantId, { shopId }, 'authorization-ended', new Date(ms));
    await hear(grantedMs - 1);
    expect(await stored()).toMatchObject({ status: 'connected' });
    await hear(grantedMs + 1);
    expect(await stored()).toMatchObject({ status: 'revoked' });
  });

  it('is disconnected: revoked, tokens wiped, history kept, and free for another organisation', async () => {
    const [shop] = await world.deps.db.asSystem((tx) => findShopsByExternalId(tx, 'market_a', `5${number}`));
    expect(shop?.id).toBe(shopId);
    const stranger = await world.signUp('Stranger');
    expect(await codeOf(disconnectConnection(world.deps, stranger, connectionId))).toBe('NOT_FOUND');
    expect(await disconnectConnection(world.deps, owner, connectionId)).toEqual({ isRevoked: true });
    expect(world.market.asked.revoked).toContain(`5${number}`);
    expect(await stored()).toMatchObject({ status: 'revoked', access_token: null, refresh_token: null });
    expect(await codeOf(openShop(world.deps, owner.tenantId, shopId))).toBe('NEEDS_RECONNECT');
    expect(await world.deps.db.asSystem((tx) => findShopsByExternalId(tx, 'market_a', `5${number}`))).toEqual([]);
    expect((await world.deps.db.asSystem(listActiveShops)).map(({ id }) => id)).not.toContain(shopId);
    expect((await world.connect(stranger, `moved-${number}`, [shopNamed(`5${number}`)])).shops[0]?.id).not.toBe(shopId);
    expect(await codeOf(world.connect(owner, `life-${number}`, [shopNamed(`5${number}`)]))).toBe('SHOP_ALREADY_CONNECTED');
  });

  it('ends here even when the marketplace does not take the revocation', async () => {
    world.market.trouble = { failure: new PlatformFailure('unavailable', 'down') };
    await world.database.query('update connection set access_expires_at = now() where id = $1', [connectionId]);
    expect(await disconnectConnection(world.deps, owner, connectionId)).toEqual({ isRevoked: false });
    expect(await stored()).toMatchObject({ status: 'revoked', access_token: null });
  });
});

describe('shop settings', () => {
  it('change over the version that was seen, and only for their own organisation', async () => {
    const changed = await changeShopSettings(world.deps, owner, shopId, { changes: { orderSyncMinutes: 5 }, version: 1 });
    expect(changed).toMatchObject({ settings: { orderSyncMinutes: 5, isOrderSyncOn: true }, settingsVersion: 2 });
    const late = changeShopSettings(world.deps, owner, shopId, { changes: { isAutoFulfilOn: false }, version: 1 });
    expect(await codeOf(late)).toBe('PRECONDITION_FAILED');
    const stranger = await world.signUp('Stranger');
    expect(await codeOf(changeShopSettings(world.deps, stranger, shopId, { changes: {} }))).toBe('NOT_FOUND');
  });
});
