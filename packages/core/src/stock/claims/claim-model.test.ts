import { describe, expect, test } from 'vitest';
import { explore } from './test/explore.ts';
import { ourRules, type Rules } from './test/model.ts';

/** `CLAIM_MODEL=full` for the largest worlds: some minutes. */
const isFull = process.env.CLAIM_MODEL === 'full';
const world = (markets: readonly number[], units: number, cancels = 0, receipts = 0) => ({ markets, units, cancels, receipts });
const worlds = [
  ['three marketplaces and five units', world([1, 1, 1], 5)],
  ['three marketplaces, two units, a cancellation and a receipt', world([1, 1, 1], 2, 1, 1)],
  ['two marketplaces, three units, a cancellation and a receipt', world([1, 1], 3, 1, 1)],
  ['a bundle of two units beside the single unit', world([2, 1, 1], 4)],
  ...(isFull
    ? ([
        ['three marketplaces, three units, a cancellation and a receipt', world([1, 1, 1], 3, 1, 1)],
        ['three marketplaces, five units and a cancellation', world([1, 1, 1], 4, 1)],
        ['bundles of two and three units', world([3, 2, 1], 6)],
      ] as const)
    : []),
] as const;

describe('guaranteed mode, in every order of sales, pushes, delays, losses and crashes', () => {
  test.each(worlds)(
    '%s: never sells what is not there',
    (name, setup) => {
      const { states, transitions, violation } = explore(setup, ourRules);
      process.stdout.write(`claim model, ${name}: ${states} states, ${transitions} transitions\n`);
      expect(violation).toBeUndefined();
      expect(states).toBeGreaterThan(10_000);
    },
    isFull ? 1_800_000 : 120_000,
  );
});

describe('the checker finds', () => {
  const broken: readonly (readonly [string, Partial<Rules>])[] = [
    [
      'a push that replaces the claim where it is larger: max(old, new)',
      { send: (claim, push) => ({ ...ourRules.send(claim, push), bound: Math.max(claim.bound, push.quantity) }) },
    ],
    ['a push that replaces the claim', { send: (claim, push) => ({ ...ourRules.send(claim, push), bound: push.quantity }) }],
    [
      'a claim that falls when the number is accepted, before older sales were seen',
      { accept: (claim, number, atMs) => ({ ...ourRules.accept(claim, number, atMs), bound: claim.push?.quantity ?? claim.bound }) },
    ],
    ['a push without an answer that is given up while it may still arrive, and another sent', { givesUpEarly: true }],
    ['a push given up as if it had never left', { lose: ourRules.refuse }],
    ['increases beyond what nobody claims', { mostToPush: (group, claimant) => ourRules.mostToPush(group, claimant) + 1 }],
    [
      'sales of doubtful age taken off the number pushed',
      { seeSale: (claim, sale) => ourRules.seeSale(claim, { ...sale, placedAtMs: 1 }, 0) },
    ],
    ['cancelled units that the marketplace puts back and nobody counts', { seeRestock: (claim) => claim }],
  ];
  test.each(broken)('%s', (_name, rule) => {
    const { violation } = explore(world([1, 1], 3, 1), { ...ourRules, ...rule });
    expect(violation?.trace.length).toBeGreaterThan(2);
  });
});
