import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { describe, expect, it } from 'vitest';
import { pairedDirectory, startAgentProcess } from '../test/agent-process.ts';
import { temporaryDirectory } from '../test/bench.ts';
import { HubPeer } from '../test/hub-peer.ts';
import { type PrintRig, type RigName, rigs } from '../test/print-rigs.ts';

const jobCount = 40;
/** Jobs come one after the other, so that the kills meet them in every state. */
const jobEveryMs = 250;
const killForMs = 40_000;
/** Only a printer that does not say how much arrived leaves doubts. */
const mayBeUnknown: Readonly<Record<RigName, boolean>> = { ipp: true, cups: false, raw9100: false, 'pdf-file': false };

/** Offers one job after the other, from now on. */
function feed(peer: HubPeer, rig: PrintRig, ids: readonly string[]): Disposable {
  const rest = ids.map((id) => ({ printJobId: id, printerId: rig.printer.printerId, bytes: rig.documentFor(id), format: rig.format }));
  const timer = setInterval(() => {
    const job = rest.shift();
    if (job === undefined) clearInterval(timer);
    else peer.addJob(job);
  }, jobEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

describe.each(Object.keys(rigs) as RigName[])('forty jobs through %s', (name) => {
  it('survive an agent that is killed again and again: none lost, none twice', { timeout: 600_000 }, async () => {
    await using rig = await rigs[name]();
    using scratch = temporaryDirectory();
    await using peer = await new HubPeer([rig.printer]).listen();
    const directory = pairedDirectory(join(scratch.path, 'agent'), peer.url);
    const ids = Array.from({ length: jobCount }, (_, index) => `pjb-${String(index).padStart(2, '0')}`);
    using _feeding = feed(peer, rig, ids);
    const areAllEnded = () => peer.jobs.size === jobCount && peer.areAllEnded();

    let kills = 0;
    for (const until = Date.now() + killForMs; Date.now() < until && !areAllEnded(); kills += 1) {
      await using agent = await startAgentProcess(directory);
      await sleep(250 + Math.random() * 450);
      await agent.kill();
    }
    await using last = await startAgentProcess(directory);
    await waitUntil('every job ends', areAllEnded, 90_000, () => last.output());
    await rig.settled();

    const outcomes = ids.map((id) => `${peer.finalState(id)?.state} · came out ${rig.printsOf(id)}`);
    const allowed = ['confirmed · came out 1', ...(mayBeUnknown[name] ? ['unknown · came out 0', 'unknown · came out 1'] : [])];
    expect(outcomes.filter((outcome) => !allowed.includes(outcome))).toEqual([]);
    expect(peer.violations).toEqual([]);
    expect(kills).toBeGreaterThan(10);
    const counts = Object.entries(Object.groupBy(outcomes, (outcome) => outcome)).map(([outcome, all]) => `${outcome}: ${all?.length}`);
    console.log(`${name}: ${kills} kills, ${jobCount} jobs → ${counts.join(', ')}`);
  });
});
