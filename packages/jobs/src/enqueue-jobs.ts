import type { Clock } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { enqueueFunctionName } from './enqueue-function.ts';
import { groupOf, type JobEnvelope } from './job-envelope.ts';
import { nextJobId } from './job-id.ts';
import type { JobKind } from './job-kind.ts';

export interface EnqueueOptions {
  /** While a job with this key waits, no second one is added. One that runs already does not count. */
  readonly dedupeKey?: string;
  /** With `dedupeKey`: the waiting job gets the new data instead; the newest wins. */
  readonly replace?: boolean;
  /** Not before this instant, by the clock of the program. */
  readonly startAfter?: Date;
  /** Higher first, within one kind; −100 to 100, default 0. */
  readonly priority?: number;
}

export interface JobRequest<T> extends EnqueueOptions {
  readonly data: T;
}

/** One step outweighs any backlog. */
export const priorityStep = 10_000;

/** An expression that adds the jobs when it is evaluated: exactly once, in the transaction of its statement. Its value says nothing. */
export function enqueueExpression<T>(clock: Clock, kind: JobKind<T>, tenantId: string, requests: readonly JobRequest<T>[]): SQL {
  const rows = onePerDedupeKey(requests).map((request) => toRow(clock, kind, tenantId, request));
  return sql`${sql.raw(enqueueFunctionName)}(${kind.name}, ${groupOf(tenantId)}, ${JSON.stringify(rows)}::jsonb)`;
}

/** Of several requests with one key the first counts, or the last one that asks to replace. */
function onePerDedupeKey<T>(requests: readonly JobRequest<T>[]): JobRequest<T>[] {
  const chosen = new Map<string | symbol, JobRequest<T>>();
  for (const request of requests) {
    const key = request.dedupeKey ?? Symbol('no dedupe key');
    if (!chosen.has(key) || request.replace) chosen.set(key, request);
  }
  return [...chosen.values()];
}

function toRow<T>(clock: Clock, kind: JobKind<T>, tenantId: string, request: JobRequest<T>) {
  const { data, dedupeKey, replace = false, startAfter, priority = 0 } = request;
  const waitMs = startAfter ? startAfter.getTime() - clock.now().getTime() : 0;
  return {
    id: nextJobId(),
    data: { tenantId, data } satisfies JobEnvelope,
    dedupe: dedupeKey ?? null,
    replace,
    key: kind.key ? orderKey(tenantId, kind.key(data)) : null,
    delay: Math.max(0, waitMs) / 1_000,
    priority: priority * priorityStep,
  };
}

/** Two tenants may use the same key without meeting. */
export function orderKey(tenantId: string, key: string): string {
  return `${tenantId}:${key}`;
}
