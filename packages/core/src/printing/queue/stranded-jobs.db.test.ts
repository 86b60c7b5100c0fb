import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeAgent } from '../agents/change-agents.ts';
import { removePrinter } from '../printers/change-printers.ts';
import { getPrinter, viewPrinter } from '../printers/printer-store.ts';
import { createPrintWorld, type PrintWorld, ScriptedAgent } from '../test/print-world.ts';
import { changePrintJob } from './change-print-job.ts';
import { sweepQueue } from './sweep-queue.ts';

let world: PrintWorld;
beforeAll(async () => {
  world = await createPrintWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const actor = { kind: 'user', id: 'usr_1' } as const;
const inTenant = <T>(work: Parameters<typeof world.deps.db.asTenant<T>>[1]) => world.deps.db.asTenant(world.tenantId, work);
const advice = /^The agent bench was unpaired, so nothing reaches Printer \w+\. Move this to another printer\./;

test('jobs that wait for a printer whose agent was unpaired say so, new ones too; moved to another printer they are printed', async () => {
  const { agent: gone } = await world.addAgent();
  const { agent: other } = await world.addAgent();
  const [printerId, next] = [await world.addPrinter(gone), await world.addPrinter(other)];
  const jobs = [await world.queue(printerId), await world.queue(printerId)];
  await new ScriptedAgent(world, gone).offers();
  await inTenant((tx) => revokeAgent(tx, world.deps, { tenantId: world.tenantId, agentId: gone.agentId, actor }));
  jobs.push(await world.queue(printerId));
  for (const { id } of jobs) expect(await world.job(id)).toMatchObject({ state: 'queued', problem: expect.stringMatching(advice) });
  const shown = viewPrinter(await inTenant((tx) => getPrinter(tx, printerId)));
  expect(shown).toMatchObject({
    state: 'unreachable',
    stateMessage: expect.stringMatching(/was unpaired.*Move the 3 jobs that wait here to another printer/),
  });
  for (const { id } of jobs) await inTenant((tx) => changePrintJob(tx, world.deps, id, { printerId: next }));
  await world.db.query('update print_job set lease_until = null');
  expect(await new ScriptedAgent(world, other).offers()).toHaveLength(3);
  expect(await world.job(jobs[0]?.id ?? '')).toMatchObject({ state: 'leased', problem: '' });
});

test('one that nobody moved expires with the same advice', async () => {
  const { agent } = await world.addAgent();
  const job = await world.queue(await world.addPrinter(agent));
  await inTenant((tx) => revokeAgent(tx, world.deps, { tenantId: world.tenantId, agentId: agent.agentId, actor }));
  world.clock.advance(16 * 60_000);
  await sweepQueue(world.deps);
  expect(await world.job(job.id)).toMatchObject({ state: 'expired', problem: expect.stringMatching(advice) });
});

test('a printer with waiting jobs is not removed: the refusal says how many, and what to do', async () => {
  const { agent } = await world.addAgent();
  const printerId = await world.addPrinter(agent);
  await world.queue(printerId);
  const remove = () => inTenant((tx) => removePrinter(tx, world.deps, { tenantId: world.tenantId, actor, printerId }));
  await expect(remove()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/has 1 job\. Move or cancel it first/) });
  await world.queue(printerId);
  await expect(remove()).rejects.toMatchObject({ message: expect.stringMatching(/has 2 jobs\. Move or cancel them first/) });
});
