import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintWorld, type PrintWorld } from '../test/print-world.ts';
import { cancelPrintJob, changePrintJob } from './change-print-job.ts';
import { printAgain, reprintJob, resolveAsPrinted } from './decide-print-job.ts';
import { listHistory, listQueue, readPrintStats } from './print-history.ts';
import type { PrintJobRow } from './print-job-row.ts';
import { heldStates, restingStates } from './print-job-state.ts';
import { alreadyPrinted } from './request-print.ts';

let world: PrintWorld;
let printerId = '';
const ana = { actor: { kind: 'user', id: 'usr_ana' }, name: 'Ana' } as const;
beforeAll(async () => {
  world = await createPrintWorld();
  printerId = await world.addPrinter((await world.addAgent()).agent);
});
afterAll(() => world[Symbol.asyncDispose]());

const inTenant = <T>(work: Parameters<typeof world.deps.db.asTenant<T>>[1]) => world.deps.db.asTenant(world.tenantId, work);
async function jobIn(state: string, more: { packageId?: string } = {}): Promise<PrintJobRow> {
  const { id } = await world.queue(printerId, more);
  await world.db.query('update print_job set state = $2, finished_at = case when $2 in ($3, $4) then now() end where id = $1', [
    id,
    state,
    'confirmed',
    'unknown',
  ]);
  return world.job(id);
}

test.each([
  ['queued', 'cancelled'],
  ['leased', 'cancelled'],
  ['received', 'received'],
  ['sending', 'sending'],
  ['spooled', 'spooled'],
  ['failed', 'cancelled'],
  ['expired', 'cancelled'],
] as const)('cancelling a job that is %s leaves it %s', async (from, to) => {
  const job = await jobIn(from);
  const after = await inTenant((tx) => cancelPrintJob(tx, world.deps, job.id));
  expect(after.state).toBe(to);
  expect(after.is_cancel_requested).toBe(from === to);
});

test.each(['confirmed', 'unknown', 'cancelled'])('a job that is %s cannot be cancelled', async (state) => {
  const job = await jobIn(state);
  await expect(inTenant((tx) => cancelPrintJob(tx, world.deps, job.id))).rejects.toMatchObject({ code: 'CONFLICT' });
});

test.each([...heldStates, ...restingStates])('a job that is %s cannot be moved to another printer', async (state) => {
  const job = await jobIn(state);
  await expect(inTenant((tx) => changePrintJob(tx, world.deps, job.id, { printerId }))).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a waiting job goes to the printer that it is moved to', async () => {
  const { agent } = await world.addAgent();
  const other = await world.addPrinter(agent);
  const job = await world.queue(printerId);
  await inTenant((tx) => changePrintJob(tx, world.deps, job.id, { printerId: other, priority: 4 }));
  expect(await world.job(job.id)).toMatchObject({ printer_id: other, priority: 4 });
});

test.each(['unknown', 'failed', 'expired'])('a person settles a job that is %s: it printed', async (state) => {
  const job = await jobIn(state);
  await inTenant((tx) => resolveAsPrinted(tx, world.deps, job.id, ana));
  expect((await world.job(job.id)).state).toBe('confirmed');
  expect(world.printed.filter(({ printJobId }) => printJobId === job.id)).toHaveLength(1);
});

test.each(['unknown', 'failed', 'expired'])('a person has a job that is %s printed again: a new job, once', async (state) => {
  const job = await jobIn(state);
  const twice = await Promise.allSettled([1, 2].map(() => inTenant((tx) => printAgain(tx, world.deps, job.id, ana))));
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const copies = await world.db.query('select state, requested_by from print_job where reprint_of = $1', [job.id]);
  expect(copies).toEqual([{ state: 'queued', requested_by: 'Ana' }]);
  const queue = await inTenant((tx) => listQueue(tx, { printerId }, { limit: 200 }));
  expect(queue.items.some(({ id }) => id === job.id)).toBe(false);
});

test('a confirmed job is reprinted with a reason, one copy at a time', async () => {
  const job = await jobIn('confirmed');
  const again = () => inTenant((tx) => reprintJob(tx, world.deps, job.id, { reason: 'torn', person: ana }));
  world.clock.advance(1);
  const copy = await again();
  expect(copy).toMatchObject({ reprint_of: job.id, reprint_reason: 'torn', state: 'queued' });
  await expect(again()).rejects.toMatchObject({ code: 'CONFLICT' });
  await world.db.query("update print_job set state = 'confirmed' where id = $1", [copy.id]);
  world.clock.advance(1);
  expect((await again()).id).not.toBe(copy.id);
  const history = await inTenant((tx) => listHistory(tx, { isReprint: true }, { limit: 1 }));
  expect(history.items).toMatchObject([{ reprintReason: 'torn' }]);
  expect(history.nextCursor).not.toBeNull();
});

test('a second print of a printed label is refused with where and when; one that was cancelled makes room', async () => {
  const printed = await jobIn('confirmed', { packageId: 'pkg_1' });
  const second = await world.queue(printerId, { packageId: 'pkg_1' });
  expect(second.id).toBe(printed.id);
  expect(alreadyPrinted(await world.job(second.id)).message).toMatch(
    /^This label was printed at \d{4}-.* UTC on Printer .{4}\. Reprint it/,
  );
  const cancelled = await jobIn('cancelled', { packageId: 'pkg_2' });
  expect((await world.queue(printerId, { packageId: 'pkg_2' })).id).not.toBe(cancelled.id);
});

test('the pages of queue and history follow each other without gap or repeat', async () => {
  const pages = async (read: typeof listQueue) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inTenant((tx) => read(tx, {}, { limit: 3, cursor }));
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };
  for (const read of [listQueue, listHistory]) {
    const ids = await pages(read);
    const whole = await inTenant((tx) => read(tx, {}, { limit: 200 }));
    expect(ids).toEqual(whole.items.map(({ id }) => id));
  }
});

test('the statistics count what printed and how long it took', async () => {
  const { total, printers, days } = await inTenant((tx) => readPrintStats(tx, {}));
  expect(total.confirmed).toBeGreaterThan(3);
  expect(total.p95Ms).toBeGreaterThanOrEqual(total.p50Ms ?? 0);
  expect(printers.reduce((sum, one) => sum + one.jobs, 0)).toBe(total.jobs);
  expect(days.reduce((sum, one) => sum + one.jobs, 0)).toBe(total.jobs);
});
