import { describe, it } from 'vitest';
import { contentConsentContract } from './content-consent-contract.ts';
import { contentReadingContract } from './content-reading-contract.ts';
import { contentTroubleContract } from './content-trouble-contract.ts';
import type { ContentWorld } from './content-world.ts';
import type { ContractTests, ContractWorld } from './contract-world.ts';
import { fulfilmentContract } from './fulfilment-contract.ts';
import { orderContract } from './order-contract.ts';

/** Tests that a platform cannot pass, and why: shown in the run and on the capability page. */
export interface ContractSkip {
  readonly reason: string;
  readonly tests: readonly string[];
}

interface ContractOptions {
  readonly skip?: readonly ContractSkip[];
}

const contract: ContractTests = { ...orderContract, ...fulfilmentContract };
const contentContract: ContractTests<ContentWorld> = { ...contentConsentContract, ...contentReadingContract, ...contentTroubleContract };

/** Names of all tests of the contracts: of platforms of shops, and of content accounts. */
export const contractTestNames = { shops: Object.keys(contract), accounts: Object.keys(contentContract) } as const;

/**
 * The one definition of a correct platform of shops, run against its sandbox; each test gets a world of its own. A skip names
 * existing tests and gives its reason.
 */
export function describePlatformContract(name: string, makeWorld: () => Promise<ContractWorld>, options: ContractOptions = {}): void {
  describeContract(`${name} keeps the contract of a platform: it`, contract, makeWorld, options);
}

/** The same for a platform of content accounts. */
export function describeContentContract(name: string, makeWorld: () => Promise<ContentWorld>, options: ContractOptions = {}): void {
  describeContract(`${name} keeps the contract of a platform of content accounts: it`, contentContract, makeWorld, options);
}

function describeContract<W extends AsyncDisposable>(
  title: string,
  tests: ContractTests<W>,
  makeWorld: () => Promise<W>,
  { skip = [] }: ContractOptions,
): void {
  const reasons = new Map(skip.flatMap(({ reason, tests: names }) => names.map((test) => [test, reason] as const)));
  for (const test of reasons.keys()) if (!Object.hasOwn(tests, test)) throw new Error(`the contract has no test "${test}"`);
  describe(title, () => {
    for (const [test, run] of Object.entries(tests)) {
      const reason = reasons.get(test);
      it.skipIf(reason !== undefined)(reason === undefined ? test : `${test} (skipped: ${reason})`, async () => {
        await using world = await makeWorld();
        await run(world);
      });
    }
  });
}
