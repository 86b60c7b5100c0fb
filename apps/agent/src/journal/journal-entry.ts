import { type agentJobStates, jobOfferSchema, jobStatusSchema } from '@shopfleet/contracts/agent-protocol';
import { z } from 'zod';

/** How far the agent itself got with a job. Only `sending` and later can have reached paper. */
export const jobStages = ['held', 'granted', 'creating', 'created', 'sending', 'sent', 'ended'] as const;
export type JobStage = (typeof jobStages)[number];

/** What a driver wrote down so that it can find the job again: an IPP job id, a counter, a file name. */
export const evidenceSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type Evidence = z.infer<typeof evidenceSchema>;

const ref = { printJobId: z.string(), fence: z.number().int() };

/** One line of the journal. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  /** First line after a compaction: numbers that must never fall back. */
  z.object({ kind: z.literal('head'), nextSeq: z.number().int(), ackedSeq: z.number().int() }),
  /** The document is on disk and its hash is right. */
  z.object({ kind: z.literal('held'), offer: jobOfferSchema, atMs: z.number() }),
  z.object({
    kind: z.literal('stage'),
    ...ref,
    stage: z.enum(['granted', 'creating', 'created', 'sending', 'sent']),
    attempt: z.number().int(),
    evidence: evidenceSchema,
  }),
  /** Taken back by the hub before it was printed. */
  z.object({ kind: z.literal('dropped'), ...ref }),
  z.object({ kind: z.literal('status'), status: jobStatusSchema }),
  z.object({ kind: z.literal('acked'), seq: z.number().int() }),
  /** The hub counts further than this journal does: waiting statuses move up by so many. */
  z.object({ kind: z.literal('moved'), by: z.number().int() }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

export const finalStates: ReadonlySet<(typeof agentJobStates)[number]> = new Set(['confirmed', 'unknown', 'failed', 'cancelled']);
