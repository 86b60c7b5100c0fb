import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBlobStore } from '@shopfleet/core/files';
import { sweepQueue } from '@shopfleet/core/printing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPrintWorld, type PrintWorld } from '../../../../packages/core/src/printing/test/print-world.ts';
import { ProtocolAgent } from './test/protocol-agent.ts';

const program = join(import.meta.dirname, 'test/hub-process.ts');
let world: PrintWorld;
let blobs = '';
let hub: ChildProcess | undefined;
beforeEach(async () => {
  world = await createPrintWorld();
  blobs = await mkdtemp(join(tmpdir(), 'shopfleet-crash-'));
  await (await openBlobStore(blobs)).put(await world.deps.files.get(world.document));
});
afterEach(async () => {
  hub?.kill('SIGKILL');
  await world[Symbol.asyncDispose]();
  await rm(blobs, { recursive: true, force: true });
});

/** Starts a hub; answers where it listens and when it died. */
async function startHub(crashPoint = '', hits = 1) {
  const child = spawn(process.execPath, [program, world.db.url, blobs, crashPoint, String(hits)], { stdio: ['ignore', 'pipe', 'inherit'] });
  hub = child;
  const died = once(child, 'exit');
  const [origin] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { origin, died };
}

const points = [
  'printing.after-convert-before-save',
  'printing.after-lease-before-offer',
  'printing.before-received-commit',
  'printing.after-received',
  'printing.after-status',
  'printing.after-hello',
];

test.each(points)('a hub that dies at %s loses no job and prints none twice', async (point) => {
  const { agent: ref, token } = await world.addAgent();
  const printerId = await world.addPrinter(ref);
  const jobs: { id: string }[] = [];
  for (let n = 0; n < 6; n++) jobs.push(await world.queue(printerId));
  const first = await startHub(point, point === 'printing.after-status' ? 4 : 1);
  const agent = new ProtocolAgent(first.origin, token);
  agent.start();
  await first.died;
  const second = await startHub();
  agent.start(second.origin);
  await vi.waitFor(
    async () => {
      await world.db.query("update print_job set lease_until = now() - interval '1 second' where state = 'leased'");
      await sweepQueue(world.deps);
      const states = await world.db.query<{ state: string }>('select state from print_job');
      expect(states.map(({ state }) => state)).toEqual(jobs.map(() => 'confirmed'));
    },
    { timeout: 60_000, interval: 100 },
  );
  agent.stop();
  expect([...agent.printed.keys()].sort()).toEqual(jobs.map(({ id }) => id).sort());
  expect([...agent.printed.values()]).toEqual(jobs.map(() => 1));
});
