import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentOwnedStates, heldStates, type PrintJobState, printJobTransitions, restingStates, statesBefore } from './print-job-state.ts';

const states = Object.keys(printJobTransitions) as PrintJobState[];

test('before the receipt nothing can be sent, and after it only the agent gives the job back', () => {
  expect(statesBefore('received')).toEqual(['leased']);
  expect(statesBefore('leased')).toEqual(['queued']);
  expect(statesBefore('sending')).toEqual(['received']);
  expect(statesBefore('queued').sort()).toEqual(['leased', 'received', 'sending', 'spooled']);
});

test('confirmed and cancelled are ends', () => {
  expect(printJobTransitions.confirmed).toEqual([]);
  expect(printJobTransitions.cancelled).toEqual([]);
});

test('every state is reached from the queue, and from every state an end can be reached', () => {
  const reach = (from: PrintJobState): Set<PrintJobState> => {
    const seen = new Set<PrintJobState>([from]);
    for (const state of seen) for (const next of printJobTransitions[state]) seen.add(next);
    return seen;
  };
  expect(reach('queued')).toEqual(new Set(states));
  for (const state of states) expect([...reach(state)].some((end) => end === 'confirmed' || end === 'cancelled')).toBe(true);
});

test('a walk that goes to paper twice passes through the queue or a person', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
      let state: PrintJobState = 'queued';
      const path: PrintJobState[] = [state];
      for (const choice of choices) {
        const next: readonly PrintJobState[] = printJobTransitions[state];
        if (next.length === 0) break;
        state = next[choice % next.length] ?? state;
        path.push(state);
      }
      const leases = path.filter((step) => step === 'leased').length;
      const sends = path.filter((step) => step === 'sending').length;
      return sends <= leases;
    }),
  );
});

test('each state is either waiting, held by an agent, or at rest', () => {
  expect(new Set(['queued', ...heldStates, ...restingStates])).toEqual(new Set(states));
  expect(agentOwnedStates.every((state) => heldStates.includes(state))).toBe(true);
});
