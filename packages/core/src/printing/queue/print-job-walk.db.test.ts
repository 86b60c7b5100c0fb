import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld } from '../test/print-world.ts';
import { type PrintJobState, printJobTransitions } from './print-job-state.ts';
import { movePrintJob } from './print-job-store.ts';

let world: PrintWorld;
let printerId = '';
beforeAll(async () => {
  world = await createPrintWorld();
  printerId = await world.addPrinter((await world.addAgent()).agent);
});
afterAll(() => world[Symbol.asyncDispose]());

const states = Object.keys(printJobTransitions) as PrintJobState[];
const targets = states.filter((state) => state !== 'leased');

test.each(states)('from %s exactly the moves of the table are possible, and only under the right fence', async (from) => {
  const { id } = await world.queue(printerId);
  const reset = () => world.db.query('update print_job set state = $2, fence = 3 where id = $1', [id, from]);
  const move = (to: PrintJobState, fence: number) =>
    world.deps.db.asTenant(world.tenantId, (tx) => movePrintJob(tx, { id, to, fence, at: world.clock.now() }));
  for (const to of targets) {
    await reset();
    expect(await move(to, 2)).toBeUndefined();
    expect((await world.job(id)).state).toBe(from);
    expect((await move(to, 3))?.state).toBe(printJobTransitions[from].includes(to) ? to : undefined);
  }
});
