/**
 * Every way in which a marketplace call can fail. A closed set: adapters translate vendor codes into it, and callers
 * decide by `kind` alone. `outcome-unknown` means that the request left and no answer came: read back, never repeat blindly.
 */
export type FailureKind =
  | 'auth-expired'
  | 'forbidden'
  | 'rate-limited'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'unavailable'
  | 'outcome-unknown'
  | 'unsupported'
  | 'unexpected';

export interface PlatformFailureOptions {
  /** The vendor's own code, for the log and the screen. */
  readonly vendorCode?: string;
  /** The vendor's id of the request, for their support. */
  readonly requestId?: string;
  readonly retryAt?: Date;
  readonly fields?: readonly string[];
  readonly cause?: unknown;
}

export class PlatformFailure extends Error {
  readonly kind: FailureKind;
  readonly vendorCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAt: Date | undefined;
  readonly fields: readonly string[];

  constructor(kind: FailureKind, message: string, options: PlatformFailureOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PlatformFailure';
    this.kind = kind;
    this.vendorCode = options.vendorCode;
    this.requestId = options.requestId;
    this.retryAt = options.retryAt;
    this.fields = options.fields ?? [];
  }
}

const passing: ReadonlySet<FailureKind> = new Set(['rate-limited', 'unavailable', 'outcome-unknown']);

/** True when the same read may succeed later; a write with an unknown outcome must be read back first. */
export function isPassing(error: unknown): error is PlatformFailure {
  return error instanceof PlatformFailure && passing.has(error.kind);
}
