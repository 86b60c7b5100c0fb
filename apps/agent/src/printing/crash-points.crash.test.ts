import { join } from 'node:path';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { describe, expect, it } from 'vitest';
import { pairedDirectory, startAgentProcess } from '../test/agent-process.ts';
import { temporaryDirectory } from '../test/bench.ts';
import { HubPeer } from '../test/hub-peer.ts';
import { type PrintRig, type RigName, rigs } from '../test/print-rigs.ts';

const steps = ['held', 'granted', 'creating', 'created', 'sending', 'sent', 'end'];
const points = [...steps.flatMap((step) => [`agent.before-${step}`, `agent.after-${step}`]), 'agent.mid-send'];

/** Where nobody can tell: a printer that does not say how much arrived, and an agent that died while the document was leaving. */
const undecidable: Readonly<Record<RigName, readonly string[]>> = {
  ipp: ['agent.mid-send', 'agent.before-sent'],
  cups: [],
  raw9100: [],
  'pdf-file': [],
};

interface Outcome {
  readonly state: string | undefined;
  readonly detail: string | undefined;
  readonly violations: readonly string[];
}

const jobIdOf = (point: string): string => `pjb-${point.replace('agent.', '')}`;

/** Kills the agent at a point, starts it again, and answers how the job ended. */
async function crashAt(rig: PrintRig, point: string): Promise<Outcome> {
  using scratch = temporaryDirectory();
  await using peer = await new HubPeer([rig.printer]).listen();
  const directory = pairedDirectory(join(scratch.path, 'agent'), peer.url);
  const printJobId = jobIdOf(point);
  peer.addJob({ printJobId, printerId: rig.printer.printerId, bytes: rig.documentFor(printJobId), format: rig.format });
  await using first = await startAgentProcess(directory, { crashAt: point });
  await waitUntil(`the agent dies at ${point}`, () => first.hasExited(), 20_000, first.output);
  await using second = await startAgentProcess(directory);
  await waitUntil(
    `the job that met ${point} ends`,
    () => peer.areAllEnded(),
    30_000,
    () => second.output() + JSON.stringify([...peer.jobs.values()]),
  );
  await second.terminate();
  const final = peer.finalState(printJobId);
  return { state: final?.state, detail: final?.detail, violations: peer.violations };
}

describe.each(Object.keys(rigs) as RigName[])('an agent killed while it prints through %s', (name) => {
  it('at each of its steps loses nothing, prints nothing twice, and is unsure only where the printer cannot tell', {
    timeout: 600_000,
  }, async () => {
    await using rig = await rigs[name]();
    const seen: Record<string, Outcome> = {};
    for (const point of points) seen[point] = await crashAt(rig, point);
    const expected = points.map((point) => {
      const state = undecidable[name].includes(point) ? 'unknown' : 'confirmed';
      return [point, { state, detail: expect.any(String), violations: [] }];
    });
    expect(seen).toEqual(Object.fromEntries(expected));
    await rig.settled();
    for (const point of points) {
      const prints = rig.printsOf(jobIdOf(point));
      // A document that was cut off may come out or not; that is why its job is unknown.
      if (undecidable[name].includes(point)) expect([0, 1], point).toContain(prints);
      else expect(prints, point).toBe(1);
    }
  });
});
