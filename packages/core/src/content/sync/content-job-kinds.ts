import { contentRunRoutes } from '@shopfleet/contracts';
import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const nothing = z.object({});

const runSchema = z.object({ runId: z.string() });
/** Drives one run to its end. It may begin in one process and end in another. */
export const contentRunJob = defineJob<z.infer<typeof runSchema>>({
  name: 'content.run',
  lane: 'content',
  // The run itself decides when it has failed; what fails here is the ground under it.
  retryLimit: 500,
  backoff: { baseMs: 1_000, maxMs: 15_000 },
  expireInSeconds: 72_000,
  key: ({ runId }) => runId,
  parse: (stored) => runSchema.parse(stored),
});

const calendarSchema = z.object({ job: contentRunRoutes.contentJobSchema });
/** The calendar: of one organisation, or (tenant '') of all that named none of their own. */
export const contentCalendarJob = defineJob<z.infer<typeof calendarSchema>>({
  name: 'content.calendar',
  lane: 'content',
  retryLimit: 20,
  backoff: { baseMs: 5_000, maxMs: 60_000 },
  parse: (stored) => calendarSchema.parse(stored),
});

/** Hourly: accounts whose own day draws to its end and that nobody has read on it; runs whose job was lost. */
export const contentCatchUpJob = defineJob({
  name: 'content.catch-up',
  lane: 'content',
  retryLimit: 20,
  backoff: { baseMs: 5_000, maxMs: 60_000 },
  parse: (d) => nothing.parse(d),
});

/** Daily: months ahead, and what need not be kept any longer. */
export const contentUpkeepJob = defineJob({
  name: 'content.upkeep',
  lane: 'bulk',
  retryLimit: 5,
  expireInSeconds: 7_200,
  parse: (d) => nothing.parse(d),
});

const picturesSchema = z.object({ accountId: z.string() });
/** Keeps pictures of an account that are not kept yet. */
export const contentPicturesJob = defineJob<z.infer<typeof picturesSchema>>({
  name: 'content.pictures',
  lane: 'bulk',
  retryLimit: 2,
  key: ({ accountId }) => accountId,
  parse: (stored) => picturesSchema.parse(stored),
});

export const contentJobKinds = [contentRunJob, contentCalendarJob, contentCatchUpJob, contentUpkeepJob, contentPicturesJob] as const;
