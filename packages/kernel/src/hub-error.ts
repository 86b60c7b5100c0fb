import { type ErrorCode, errorCatalogue } from './error-catalogue.ts';

/** One field of the input that is wrong: where, a stable code, and what to do about it. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface HubErrorOptions {
  /** Public: shown to the caller. Says what is wrong and what to do next; never holds a secret. */
  readonly message?: string;
  readonly fields?: readonly FieldProblem[];
  /** When a retry makes sense, after how many seconds. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An error with a code of the catalogue. Everything that the hub refuses, it refuses with one of these. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: HubErrorOptions = {}) {
    super(options.message ?? errorCatalogue[code].title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HubError';
    this.code = code;
    this.status = errorCatalogue[code].status;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
