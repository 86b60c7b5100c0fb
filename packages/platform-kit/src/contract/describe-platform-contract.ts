import { describe, it } from 'vitest';
import type { ContractTests, ContractWorld } from './contract-world.ts';
import { fulfilmentContract } from './fulfilment-contract.ts';
import { orderContract } from './order-contract.ts';

/** Tests that a platform cannot pass, and why: shown in the run and on the capability page. */
export interface ContractSkip {
  readonly reason: string;
  readonly tests: readonly string[];
}

const contract: ContractTests = { ...orderContract, ...fulfilmentContract };

/** Names of all tests of the contract. */
export const contractTestNames: readonly string[] = Object.keys(contract);

/**
 * The one definition of a correct platform, run against its sandbox; each test gets a world of its own. A skip names existing
 * tests and gives its reason.
 */
export function describePlatformContract(
  name: string,
  makeWorld: () => Promise<ContractWorld>,
  { skip = [] }: { readonly skip?: readonly ContractSkip[] } = {},
): void {
  const reasons = new Map(skip.flatMap(({ reason, tests }) => tests.map((test) => [test, reason] as const)));
  for (const test of reasons.keys()) if (!Object.hasOwn(contract, test)) throw new Error(`the contract has no test "${test}"`);
  describe(`${name} keeps the contract of a platform: it`, () => {
    for (const [test, run] of Object.entries(contract)) {
      const reason = reasons.get(test);
      it.skipIf(reason !== undefined)(reason === undefined ? test : `${test} (skipped: ${reason})`, async () => {
        await using world = await makeWorld();
        await run(world);
      });
    }
  });
}
