import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld, ScriptedAgent } from '../test/print-world.ts';

let world: PrintWorld;
beforeAll(async () => {
  world = await createPrintWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function withOffer() {
  const { agent } = await world.addAgent();
  const printerId = await world.addPrinter(agent);
  const scripted = new ScriptedAgent(world, agent);
  const job = await world.queue(printerId);
  const [offer] = await scripted.offers();
  if (!offer) throw new Error('nothing was offered');
  return { agent: scripted, job, printerId, offer: { printJobId: offer.printJobId, fence: offer.fence } };
}

test('a job that the agent holds, and whose receipt got lost, is the agent’s when it comes back', async () => {
  const { agent, job, offer, printerId } = await withOffer();
  const [welcome] = await agent.hello([offer]);
  expect(welcome).toMatchObject({ type: 'welcome', ackedSeq: 0, confirmedJobs: [offer], droppedJobs: [] });
  expect(welcome).toHaveProperty('printers.0.printerId', printerId);
  expect((await world.job(job.id)).state).toBe('received');
});

test('a job that was handed to somebody else, cancelled or never known is dropped', async () => {
  const { agent, job, offer } = await withOffer();
  await world.db.query("update print_job set state = 'cancelled' where id = $1", [job.id]);
  const unknown = { printJobId: 'pjb_nobody', fence: 1 };
  const stale = { ...offer, fence: 7 };
  const [welcome] = await agent.hello([offer, unknown, stale]);
  expect(welcome).toMatchObject({ confirmedJobs: [], droppedJobs: [offer, unknown, stale] });
});

test('an offer that the agent does not know is offered again at once', async () => {
  const { agent, job } = await withOffer();
  await agent.hello([]);
  expect(await agent.offers()).toMatchObject([{ printJobId: job.id, fence: 2 }]);
});

test('a job that the agent took over and forgot becomes a question for a person', async () => {
  const { agent, job, offer } = await withOffer();
  await agent.say({ type: 'received', ...offer });
  await agent.hello([]);
  expect((await world.job(job.id)).state).toBe('unknown');
});

test('a job whose end is still on its way is left alone until the agent has said it', async () => {
  const { agent, job, offer } = await withOffer();
  await agent.say({ type: 'received', ...offer });
  agent.nextSeq = 3;
  await agent.hello([]);
  expect((await world.job(job.id)).state).toBe('received');
  agent.nextSeq = 1;
  await agent.status(offer, 'sending');
  await agent.status(offer, 'confirmed');
  expect((await world.job(job.id)).state).toBe('confirmed');
});

test('an agent that comes back with a job called unknown is asked for the truth, which counts', async () => {
  const { agent, job, offer } = await withOffer();
  await agent.say({ type: 'received', ...offer });
  await world.db.query("update print_job set state = 'unknown' where id = $1", [job.id]);
  expect(await agent.hello([offer])).toMatchObject([
    { type: 'welcome', confirmedJobs: [offer] },
    { type: 'cancel', ...offer },
  ]);
  await agent.status(offer, 'confirmed');
  expect((await world.job(job.id)).state).toBe('confirmed');
});
