import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld, ScriptedAgent } from '../test/print-world.ts';
import { sweepQueue } from './sweep-queue.ts';

let world: PrintWorld;
beforeAll(async () => {
  world = await createPrintWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function bench() {
  const { agent } = await world.addAgent();
  const printerId = await world.addPrinter(agent);
  return { agent: new ScriptedAgent(world, agent), printerId };
}
const lapseLease = (id: string) => world.db.query("update print_job set lease_until = now() - interval '1 second' where id = $1", [id]);
const refOf = (offer: { printJobId: string; fence: number } | undefined) => {
  if (!offer) throw new Error('nothing was offered');
  return { printJobId: offer.printJobId, fence: offer.fence };
};

test('a job goes from the queue to confirmed, and its label counts as printed once', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const offer = refOf((await agent.offers())[0]);
  expect(offer).toEqual({ printJobId: job.id, fence: 1 });
  expect(await agent.say({ type: 'received', ...offer })).toEqual([{ type: 'receivedAck', ...offer }]);
  for (const state of ['sending', 'spooled', 'confirmed'] as const) await agent.status(offer, state);
  expect((await world.job(job.id)).state).toBe('confirmed');
  expect(world.printed.filter(({ printJobId }) => printJobId === job.id)).toHaveLength(1);
});

test('a printer gets its jobs by priority, and no more than it can hold ready', async () => {
  const { agent, printerId } = await bench();
  const jobs = [];
  for (const priority of [0, 0, 5, 1]) jobs.push(await world.queue(printerId, { priority }));
  expect((await agent.offers()).map((offer) => offer.printJobId)).toEqual([jobs[2]?.id, jobs[3]?.id, jobs[0]?.id]);
  expect(await agent.offers()).toEqual([]);
});

test('fifty requests at once for one label make one job', async () => {
  const { printerId } = await bench();
  const jobs = await Promise.all(Array.from({ length: 50 }, () => world.queue(printerId, { packageId: 'pkg_race' })));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
});

test('an offer that nobody confirms in time comes again with a higher fence, and the late receipt is dropped', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const first = refOf((await agent.offers())[0]);
  await lapseLease(job.id);
  await sweepQueue(world.deps);
  const second = refOf((await agent.offers())[0]);
  expect(second).toEqual({ printJobId: job.id, fence: 2 });
  expect(await agent.say({ type: 'received', ...first })).toEqual([{ type: 'drop', ...first }]);
  expect(await agent.say({ type: 'received', ...second })).toEqual([{ type: 'receivedAck', ...second }]);
});

test('a receipt that comes late, but before the job was taken back, counts', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const offer = refOf((await agent.offers())[0]);
  await lapseLease(job.id);
  expect(await agent.say({ type: 'received', ...offer })).toEqual([{ type: 'receivedAck', ...offer }]);
  await sweepQueue(world.deps);
  expect(await world.job(job.id)).toMatchObject({ state: 'received', fence: 1 });
});

test('after the receipt no sweep and no other agent moves the job', async () => {
  const { agent, printerId } = await bench();
  const { agent: other } = await bench();
  const job = await world.queue(printerId);
  const offer = refOf((await agent.offers())[0]);
  await agent.say({ type: 'received', ...offer });
  await sweepQueue(world.deps);
  expect(await agent.offers()).toEqual([]);
  expect(await other.say({ type: 'received', ...offer })).toEqual([{ type: 'drop', ...offer }]);
  await other.status(offer, 'confirmed');
  expect(await world.job(job.id)).toMatchObject({ state: 'received', fence: 1 });
});

test('a status is stored once, whatever is repeated, and an older fence changes nothing', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const first = refOf((await agent.offers())[0]);
  await agent.say({ type: 'received', ...first });
  await agent.status(first, 'failed', { isSafeToRetry: true, detail: 'cover open' });
  expect(await world.job(job.id)).toMatchObject({ state: 'queued', problem: 'cover open' });
  expect(await agent.offers()).toEqual([]);
  await lapseLease(job.id);
  const second = refOf((await agent.offers())[0]);
  await agent.say({ type: 'received', ...second });
  await agent.status(first, 'confirmed');
  expect((await world.job(job.id)).state).toBe('received');
  await agent.status(second, 'sending');
  expect(await agent.status(second, 'confirmed', { seq: 1 })).toEqual([{ type: 'ack', seq: 1 }]);
  expect((await world.job(job.id)).state).toBe('sending');
});

test('a job that cannot be printed safely three times fails and waits for a person', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  for (let round = 0; round < 3; round++) {
    await world.db.query('update print_job set lease_until = null where id = $1', [job.id]);
    await agent.say({ type: 'refused', ...refOf((await agent.offers())[0]), detail: 'The printer is not known here' });
  }
  expect(await world.job(job.id)).toMatchObject({ state: 'failed', fence: 3, problem: 'The printer is not known here' });
});

test('a job that waited longer than it may is not printed by itself', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId, { expiresInMinutes: 15 });
  world.clock.advance(15 * 60_000 + 1);
  expect(await agent.offers()).toEqual([]);
  await sweepQueue(world.deps);
  expect((await world.job(job.id)).state).toBe('expired');
});

test('the agent says that a job ran out of time in its hands: it is expired, not cancelled', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const offer = refOf((await agent.offers())[0]);
  await agent.say({ type: 'received', ...offer });
  await agent.status(offer, 'cancelled', { detail: 'expired' });
  expect((await world.job(job.id)).state).toBe('expired');
});

test('a printer gets no more jobs in a window than its rate allows', async () => {
  const { agent, printerId } = await bench();
  const slow = { ...world, deps: { ...world.deps, printRate: { jobs: 2, seconds: 300 } } };
  const limited = new ScriptedAgent(slow, agent.socket);
  for (let n = 0; n < 3; n++) await world.queue(printerId);
  const offers = await limited.offers();
  expect(offers).toHaveLength(2);
  for (const offer of offers) {
    await limited.say({ type: 'received', ...refOf(offer) });
    await limited.status(refOf(offer), 'confirmed');
  }
  expect(await limited.offers()).toEqual([]);
  world.clock.advance(301_000);
  expect(await limited.offers()).toHaveLength(1);
});

test('a document that cannot be printed fails before any agent sees it, with the reason', async () => {
  const { agent, printerId } = await bench();
  const broken = await world.deps.files.put(Buffer.from('%PDF-1.4 this is no PDF'));
  const job = await world.queue(printerId);
  await world.db.query('update print_job set source_sha256 = $1 where id = $2', [broken, job.id]);
  expect(await agent.offers()).toEqual([]);
  const failed = await world.job(job.id);
  expect(failed.state).toBe('failed');
  expect(failed.problem).not.toBe('');
});
