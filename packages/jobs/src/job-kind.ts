import type { Backoff } from '@shopfleet/kernel';

/** What work may not wait for what: a worker process can serve some lanes only. */
export type Lane = 'stock' | 'orders' | 'labels' | 'bulk' | 'content';

export interface JobDefinition<T> {
  /** Stable: it is the name of the queue in the database. Letters, digits, `_`, `-`, `.`, `/`. */
  readonly name: string;
  readonly lane: Lane;
  /** How often a failed job runs again before it goes to the dead letters; default 8. */
  readonly retryLimit?: number;
  /** Wait before the first retry and at most; whole seconds count. Default 5 s to 15 min. `baseMs: 0` retries at once. */
  readonly backoff?: Backoff;
  /** A run that takes longer is cut off and counts as failed; default 300. */
  readonly expireInSeconds?: number;
  /** Jobs of one tenant with the same key run strictly one after the other, in the order of their creation. */
  readonly key?: (data: T) => string;
  /** Reads what was stored; throws when it is not valid, which sends the job to the dead letters. */
  readonly parse: (stored: unknown) => T;
}

export interface JobKind<T> extends Required<Omit<JobDefinition<T>, 'key'>> {
  readonly key: ((data: T) => string) | undefined;
}

/** Declares a kind of job, with defaults filled in. */
export function defineJob<T>(definition: JobDefinition<T>): JobKind<T> {
  return {
    retryLimit: 8,
    backoff: { baseMs: 5_000, maxMs: 900_000 },
    expireInSeconds: 300,
    ...definition,
    key: definition.key,
  };
}

/** What the composition needs to know of a kind, whatever its payload. */
export type AnyJobKind = Omit<JobKind<unknown>, 'key' | 'parse'> & { readonly key: unknown };
