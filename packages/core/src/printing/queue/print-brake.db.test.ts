import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld, ScriptedAgent } from '../test/print-world.ts';
import { sweepQueue } from './sweep-queue.ts';

let world: PrintWorld;
beforeAll(async () => {
  world = await createPrintWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function bench(count: number) {
  const { agent: socket } = await world.addAgent();
  const printerId = await world.addPrinter(socket);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await world.queue(printerId, { expiresInMinutes: 15 })).id);
  return { socket, printerId, ids, last: ids.at(-1) ?? '' };
}
const minutes = (count: number) => world.clock.advance(count * 60_000);

test('a job that only the rate holds back does not expire: it says why it waits, and is printed later', async () => {
  const { socket, last } = await bench(3);
  const slow = { ...world, deps: { ...world.deps, printRate: { jobs: 2, seconds: 3_600 } } };
  const agent = new ScriptedAgent(slow, socket);
  for (const offer of await agent.offers()) {
    await agent.say({ type: 'received', printJobId: offer.printJobId, fence: offer.fence });
    await agent.status(offer, 'confirmed');
  }
  minutes(16);
  await sweepQueue(slow.deps);
  expect(await world.job(last)).toMatchObject({ state: 'queued', problem: expect.stringContaining('was given 2 jobs within 60 minutes') });
  minutes(45);
  expect((await agent.offers()).map((offer) => offer.printJobId)).toEqual([last]);
  expect(await world.job(last)).toMatchObject({ state: 'leased', problem: '' });
});

test('a long line at a printer that works does not expire; once the printer stands still, it does', async () => {
  const { socket, last } = await bench(5);
  const agent = new ScriptedAgent(world, socket);
  minutes(14.5);
  expect(await agent.offers()).toHaveLength(3);
  minutes(0.7);
  await sweepQueue(world.deps);
  expect(await world.job(last)).toMatchObject({ state: 'queued', problem: '' });
  minutes(6);
  await sweepQueue(world.deps);
  expect((await world.job(last)).state).toBe('expired');
});

test('without a rate of its own a printer that got 600 labels in a minute gets the next', async () => {
  const { socket, printerId } = await bench(1);
  await world.db.query(
    `insert into print_job (tenant_id, id, state, document_kind, source_sha256, source_format, printer_id, dedupe_key, requested_by, expires_at)
     select $1, 'prj_burst_' || n, 'confirmed', 'label', 'x', 'application/pdf', $2, 'burst ' || n, 'test', now()
     from generate_series(1, 600) n`,
    [world.tenantId, printerId],
  );
  await world.db.query(
    `insert into print_attempt (tenant_id, print_job_id, fence, printer_id, agent_id, sha256, format, bytes, started_at)
     select $1, 'prj_burst_' || n, 1, $2, $3, 'x', 'application/pdf', 1, $4 from generate_series(1, 600) n`,
    [world.tenantId, printerId, socket.agentId, world.clock.now()],
  );
  expect(await new ScriptedAgent(world, socket).offers()).toHaveLength(1);
});
