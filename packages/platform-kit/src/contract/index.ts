/** The contract suite that every platform passes. For tests only. */
export type { ContractWorld, Trouble } from './contract-world.ts';
export { type ContractSkip, contractTestNames, describePlatformContract } from './describe-platform-contract.ts';
