/** What a platform is: the port, canonical types, failures, and the one HTTP client that all adapters share. */
export { isForbiddenAddress, urlProblem } from './address-guard.ts';
export { readExactJson } from './exact-json.ts';
export { type FailureKind, isPassing, PlatformFailure, type PlatformFailureOptions } from './failure.ts';
export { noLimit, silentObserver } from './idle-instruments.ts';
export * from './order.ts';
export type { HttpRequest, HttpResponse, PlatformCall } from './platform-call.ts';
export { createPlatformHttp, type PlatformHttp, type PlatformHttpOptions } from './platform-http.ts';
export * from './port.ts';
export { readAmount } from './read-amount.ts';
