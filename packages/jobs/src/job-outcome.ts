/** Thrown by a handler: no retry can help, so the job goes to the dead letters at once. */
export class GiveUp extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'GiveUp';
  }
}

/**
 * Thrown by a handler: not now, try at this instant. Does not count as a failed try. `behindOthers` when whoever should do the work is in
 * trouble: then jobs that were not tried yet go first, else those of one marketplace in trouble would take every worker again and again.
 */
export class RetryAt extends Error {
  readonly at: Date;
  readonly behindOthers: boolean;

  constructor(at: Date, message = 'The job asked to run later', { behindOthers = false }: { readonly behindOthers?: boolean } = {}) {
    super(message);
    this.name = 'RetryAt';
    this.at = at;
    this.behindOthers = behindOthers;
  }
}

/** How one run of a job ended. `given-back` means that this process stops and another one shall run it. */
export type JobOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'gave-up'; readonly error: unknown }
  | { readonly kind: 'postponed'; readonly at: Date; readonly behindOthers: boolean }
  | { readonly kind: 'given-back' };

export function outcomeOf(error: unknown, isStopping: boolean): JobOutcome {
  if (isStopping) return { kind: 'given-back' };
  if (error instanceof RetryAt) return { kind: 'postponed', at: error.at, behindOthers: error.behindOthers };
  return { kind: error instanceof GiveUp ? 'gave-up' : 'failed', error };
}

/** What is stored of an error: enough to understand it, never the objects it holds. */
export function describeError(error: unknown): { name: string; message: string; stack?: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const cause = error.cause instanceof Error ? ` (cause: ${error.cause.message})` : '';
  return { name: error.name, message: `${error.message}${cause}`, ...(error.stack && { stack: error.stack }) };
}
