/** What a platform is: the port, canonical types, failures. */
export { type FailureKind, isPassing, PlatformFailure, type PlatformFailureOptions } from './failure.ts';
export * from './order.ts';
export * from './port.ts';
