import { rolePermissions } from '@shopfleet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnectConnection } from './index.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { shopNamed } from './test/memory-platform.ts';

let world: ConnectionWorld;
beforeAll(async () => {
  world = await createConnectionWorld();
  Object.assign(world.market.connect, { ownAccount: 'own' });
});
afterAll(() => world[Symbol.asyncDispose]());

const shops = [shopNamed('9001')];
const belongsToAnother = { code: 'SHOP_ALREADY_CONNECTED', message: expect.stringContaining('belongs to another organisation') };

test('the seller that the hub was set up with is connected by an owner only, and stays with the first organisation', async () => {
  const owner = await world.signUp('Own');
  const manager = { ...owner, permissions: new Set(rolePermissions.manager) };
  await expect(world.begin(manager)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.begin({ ...owner, actor: { kind: 'api-key', id: 'key_1' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });

  const stranger = await world.signUp('Stranger');
  const begun = await world.begin(stranger);
  const { connectionId } = await world.connect(owner, 'own', shops);

  await expect(world.begin(stranger)).rejects.toMatchObject(belongsToAnother);
  await expect(world.finish(stranger, begun, 'own', shops)).rejects.toMatchObject(belongsToAnother);
  expect(await world.audits(stranger.tenantId)).toEqual([
    { action: 'connection.begun', code: null },
    { action: 'connection.refused', code: 'SHOP_ALREADY_CONNECTED' },
  ]);

  await disconnectConnection(world.deps, owner, connectionId);
  await expect(world.begin(stranger)).rejects.toMatchObject(belongsToAnother);
  expect((await world.connect(owner, 'own', shops)).connectionId).toBe(connectionId);
});
