import { type ContentJob, contentRunRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import { z as schema } from 'zod';

export type ContentRunView = z.infer<typeof contentRunRoutes.contentRunSchema>;

/** What a run was asked to read. */
export interface RunInput {
  readonly outletId?: string;
  readonly accountId?: string;
  /** Asked for in the evening, for accounts that nobody had read: what it records is late. */
  readonly isCatchUp?: boolean;
  /** Begins when this run is over. */
  readonly afterRunId?: string;
}

const totalsSchema = schema.object({
  accounts: schema.number().default(0),
  done: schema.number().default(0),
  failed: schema.number().default(0),
  skipped: schema.number().default(0),
  calls: schema.number().default(0),
  videos: schema.number().default(0),
  refreshed: schema.number().default(0),
  /** By the remaining calls and the pace; null while nobody can know. */
  etaSeconds: schema.number().nullable().default(null),
});
export type RunTotals = z.infer<typeof totalsSchema>;

export const noTotals: RunTotals = totalsSchema.parse({});

export interface ContentRunRow {
  readonly tenantId: string;
  readonly id: string;
  readonly job: ContentJob;
  readonly input: RunInput;
  readonly status: ContentRunView['status'];
  readonly requestedBy: string;
  readonly totals: RunTotals;
  readonly message: string;
  readonly createdAt: Date;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
}

export interface RawContentRun extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  kind: string;
  input: RunInput;
  status: ContentRunView['status'];
  requested_by: string;
  total: number | null;
  totals: unknown;
  message: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

const prefix = 'content.';
export const kindOf = (job: ContentJob): string => `${prefix}${job}`;

export function toContentRun(raw: RawContentRun): ContentRunRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    job: contentRunRoutes.contentJobSchema.parse(raw.kind.slice(prefix.length)),
    input: raw.input,
    status: raw.status,
    requestedBy: raw.requested_by,
    totals: { ...totalsSchema.parse(raw.totals), accounts: raw.total ?? 0 },
    message: raw.message,
    createdAt: new Date(raw.created_at),
    startedAt: raw.started_at === null ? undefined : new Date(raw.started_at),
    finishedAt: raw.finished_at === null ? undefined : new Date(raw.finished_at),
  };
}

/** A run as screens see it. */
export function toContentRunView(run: ContentRunRow): ContentRunView {
  const { etaSeconds, ...totals } = run.totals;
  const processed = totals.done + totals.failed + totals.skipped;
  const isOver = run.finishedAt !== undefined;
  return {
    id: run.id,
    job: run.job,
    outletId: run.input.outletId ?? null,
    accountId: run.input.accountId ?? null,
    isCatchUp: run.input.isCatchUp ?? false,
    status: run.status,
    requestedBy: run.requestedBy,
    total: totals.accounts,
    processed,
    percent: totals.accounts === 0 ? (isOver ? 100 : 0) : Math.round((processed / totals.accounts) * 1_000) / 10,
    etaSeconds: isOver ? null : etaSeconds,
    totals,
    message: run.message,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
