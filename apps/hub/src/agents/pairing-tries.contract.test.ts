import { createPairingCode } from '@shopfleet/core/printing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld } from '../../../../packages/core/src/printing/test/print-world.ts';
import { serveAgents } from './test/gateway-server.ts';

type Hub = Awaited<ReturnType<typeof serveAgents>>;
let world: PrintWorld;
let hubs: [Hub, Hub];
beforeAll(async () => {
  world = await createPrintWorld();
  hubs = [await serveAgents(world.deps, 1), await serveAgents(world.deps, 1)];
});
beforeEach(() => world.db.query('delete from inbound_limit'));
afterAll(async () => {
  for (const hub of hubs) await hub.stop();
  await world[Symbol.asyncDispose]();
});

async function claim(hub: Hub, address: string, code: string): Promise<unknown> {
  const answer = await fetch(`${hub.origin}/agent/pairing/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ code, name: 'Table', hostName: 'pc-1', agentVersion: '1' }),
  });
  const body: { code?: string; status?: string } = await answer.json();
  return body.code ?? body.status;
}
const newCode = async () => (await createPairingCode(world.deps, world.tenantId)).code;

test('five wrong codes close the door of their address in every process, for 15 minutes, also for a right code', async () => {
  for (let n = 0; n < 5; n++) expect(await claim(hubs[n % 2 === 0 ? 0 : 1], '192.0.2.1', `WRONG${n}`)).toBe('PAIRING_CODE_INVALID');
  const restarted = await serveAgents(world.deps, 1);
  try {
    for (const hub of [...hubs, restarted]) expect(await claim(hub, '192.0.2.1', await newCode())).toBe('RATE_LIMIT_EXCEEDED');
  } finally {
    await restarted.stop();
  }
  world.clock.advance(15 * 60_000 - 1_000);
  expect(await claim(hubs[0], '192.0.2.1', await newCode())).toBe('RATE_LIMIT_EXCEEDED');
  world.clock.advance(1_001);
  expect(await claim(hubs[0], '192.0.2.1', await newCode())).toBe('paired');
});

test('behind a proxy the tries of one address are not those of another, and an address that the caller invents does not count', async () => {
  for (let n = 0; n < 5; n++) await claim(hubs[0], `203.0.113.${n}, 192.0.2.2`, `WRONG${n}`);
  expect(await claim(hubs[0], '203.0.113.99, 192.0.2.2', await newCode())).toBe('RATE_LIMIT_EXCEEDED');
  expect(await claim(hubs[0], '192.0.2.3', await newCode())).toBe('paired');
});

test('right codes are not tries, and of many wrong ones at once five are let in', async () => {
  for (let n = 0; n < 6; n++) expect(await claim(hubs[0], '192.0.2.4', await newCode())).toBe('paired');
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(hubs[n % 2 === 0 ? 0 : 1], '192.0.2.4', `WRONG${n}`)));
  expect(answers.filter((code) => code === 'PAIRING_CODE_INVALID')).toHaveLength(5);
  expect(answers.filter((code) => code === 'RATE_LIMIT_EXCEEDED')).toHaveLength(15);
});
