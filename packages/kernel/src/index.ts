/**
 * The smallest words of the house: time, identity, money, secrets, errors, retry arithmetic, work done together.
 * Imports nothing of ours, does no I/O.
 */
export { type Clock, ManualClock, systemClock } from './clock.ts';
export { armCrashPoint, crashPoint } from './crash-point.ts';
export { type ErrorCode, errorCatalogue } from './error-catalogue.ts';
export { type FieldProblem, HubError, type HubErrorOptions } from './hub-error.ts';
export { type Id, type IdKind, idPrefixes, isId, newId } from './ids.ts';
export { type Log, silentLog } from './log.ts';
export { addMoney, currencyDecimals, formatMoney, type Money, parseMoney } from './money.ts';
export { type Backoff, retryDelayMs } from './retry.ts';
export { Sealer } from './sealer.ts';
export { Secret } from './secret.ts';
export { type RunTogether, Together } from './together.ts';
