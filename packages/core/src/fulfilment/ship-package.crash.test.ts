import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFulfilmentWorld } from './test/fulfilment-world.ts';

const program = join(import.meta.dirname, 'test/ship-process.ts');
let world: Awaited<ReturnType<typeof createFulfilmentWorld>>;
beforeAll(async () => {
  world = await createFulfilmentWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function run(packageId: string, crashPoint = ''): Promise<string | null> {
  const child = spawn(process.execPath, [program, world.db.url, world.directory, packageId, crashPoint], { stdio: 'inherit' });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

test.each([
  'fulfilment.after-save-before-arrange',
  'fulfilment.after-arrange-before-save',
  'fulfilment.after-label-before-save',
  'printing.after-convert-before-save',
  'fulfilment.after-print-before-note',
])('a worker that dies at %s has shipped once and printed once when another one is done', async (point) => {
  const { packageId } = await world.order(point);
  expect(await run(packageId, point)).toBe('SIGKILL');
  expect(await run(packageId)).toBeNull();
  expect(world.market.ships(`P-${point}`)).toBe(1);
  const jobs = (await world.printJobs()).filter((job) => job.package_id === packageId);
  expect(jobs).toMatchObject([{ state: 'queued' }]);
  expect(await world.read(point)).toMatchObject({ status: 'to_hand_over', state: 'working' });
});
