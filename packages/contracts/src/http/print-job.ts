import { z } from '@hono/zod-openapi';
import { instantSchema } from './conventions.ts';

export const printJobStates = [
  'queued',
  'leased',
  'received',
  'sending',
  'spooled',
  'confirmed',
  'unknown',
  'failed',
  'expired',
  'cancelled',
] as const;
export const printJobStateSchema = z.enum(printJobStates);

export const printJobSchema = z
  .object({
    id: z.string(),
    state: printJobStateSchema,
    title: z.string(),
    documentKind: z.enum(['label', 'test-page', 'document']),
    orderId: z.string().nullable(),
    packageId: z.string().nullable(),
    printerId: z.string(),
    printerName: z.string(),
    copies: z.number().int(),
    priority: z.number().int(),
    isPaused: z.boolean(),
    attempts: z.number().int(),
    problem: z.string(),
    requestedBy: z.string(),
    reprintOf: z.string().nullable(),
    reprintReason: z.string(),
    sha256: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    receivedAt: instantSchema.nullable(),
    spooledAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    /** From asking to paper, in ms; null until it ended. */
    durationMs: z.number().nullable(),
  })
  .openapi('PrintJob');
export const printAttemptSchema = z
  .object({
    fence: z.number().int(),
    printerId: z.string(),
    agentId: z.string(),
    sha256: z.string(),
    format: z.string(),
    bytes: z.number().int(),
    outcome: z.string().nullable(),
    detail: z.string(),
    timings: z.record(z.string(), z.number()),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi('PrintAttempt');

/** Filters of both lists of jobs. */
export const jobFilters = {
  state: printJobStateSchema.optional(),
  printerId: z.string().max(40).optional(),
  orderId: z.string().max(40).optional(),
};
