import { z } from '@hono/zod-openapi';
import { instantSchema, orNull } from './conventions.ts';

/** A day of an account's own calendar. */
export const daySchema = z.iso.date();

/**
 * What is known of an own day: `read` in time, `late` by the catch-up, `missing` (nobody read it, and nobody ever will),
 * `waiting` (today, not read yet), `none` (the account was not watched: before it was connected, or after it was disconnected).
 */
export const dayStates = ['read', 'late', 'missing', 'waiting', 'none'] as const;
export const dayStateSchema = z.enum(dayStates);

/**
 * Which own days a report is about: `days` up to each account's own today, or `from` to `to`, both included. `compare=previous`
 * sets the equally long period before beside it; `compareFrom` and `compareTo` any other.
 */
export const periodQuery = {
  days: z.coerce.number().int().min(1).max(366).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  compare: z.enum(['none', 'previous']).optional(),
  compareFrom: daySchema.optional(),
  compareTo: daySchema.optional(),
};
export const ownPeriodSchema = z.object({ from: daySchema, to: daySchema }).openapi('ContentPeriod');

/**
 * The figures of a period. Null is "not known", never zero. Gains count from the nearest known day before the period, or from the
 * account's first; `changeFrom` and `changeTo` name the days whose followers were compared. Counters may fall, so gains may be negative.
 */
export const contentFiguresSchema = z
  .object({
    followers: z.number().int().nullable(),
    followersChange: z.number().int().nullable(),
    followersPercent: z.number().nullable(),
    changeFrom: daySchema.nullable(),
    changeTo: daySchema.nullable(),
    views: z.number().int().nullable(),
    likes: z.number().int().nullable(),
    comments: z.number().int().nullable(),
    shares: z.number().int().nullable(),
    /** (likes + comments + shares gained) / views gained; null without gained views. */
    engagementRate: z.number().nullable(),
    videosPosted: z.number().int(),
    readDays: z.number().int(),
    lateDays: z.number().int(),
    missingDays: z.number().int(),
  })
  .openapi('ContentFigures');

export const contentCountersSchema = z
  .object({
    views: z.number().int(),
    likes: z.number().int(),
    comments: z.number().int(),
    shares: z.number().int(),
  })
  .openapi('ContentCounters');

export const contentVideoSchema = z
  .object({
    /** The platform's id, digits beyond 2^53. */
    id: z.string(),
    postedAt: instantSchema,
    description: z.string(),
    durationSeconds: z.number().int().nullable(),
    shareUrl: z.string(),
    embedUrl: z.string(),
    /** Served by the hub itself; null while no picture is stored. */
    coverUrl: z.string().nullable(),
    views: z.number().int(),
    likes: z.number().int(),
    comments: z.number().int(),
    shares: z.number().int(),
    /** Within the period; null when the video came after it, or had left before. */
    gained: orNull(contentCountersSchema),
    engagementRate: z.number().nullable(),
    firstDay: daySchema,
    /** The last day on which one of its counters changed. */
    lastDay: daySchema,
    /** The own day on which it was no longer there. */
    goneDay: daySchema.nullable(),
  })
  .openapi('ContentVideo');

/** A video with whose it is, for lists over many accounts. */
export const ownedVideoSchema = contentVideoSchema
  .extend({ accountId: z.string(), handle: z.string(), outletId: z.string().nullable(), outletName: z.string() })
  .openapi('OwnedContentVideo');
