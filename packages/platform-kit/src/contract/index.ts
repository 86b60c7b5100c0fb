/** The contract suites that every platform passes. For tests only. */
export type { ConnectedAccount, ContentTrouble, ContentWorld } from './content-world.ts';
export type { ContractWorld, Trouble } from './contract-world.ts';
export {
  type ContractSkip,
  contractTestNames,
  describeContentContract,
  describePlatformContract,
} from './describe-platform-contract.ts';
export { startEventReceiver } from './event-receiver.ts';
export { keptToken } from './kept-token.ts';
