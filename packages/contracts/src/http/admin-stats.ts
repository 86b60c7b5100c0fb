import { z } from '@hono/zod-openapi';
import { adminTag, countSchema, exampleAccountId, exampleAt, exampleCode, storeParam, wholeNumber } from './admin-fields.ts';
import { defineRoute, instantSchema } from './conventions.ts';
import { envelopedList } from './envelope.ts';

const dayOn = z.iso.date().openapi({ example: '2026-11-21' });

export const userStatSchema = z
  .object({
    id: z.string(),
    storeCode: z.string(),
    /** The account's own day. A day on which nobody read the account has no line. */
    snapshotDate: dayOn,
    /** Null where the account did not grant its counters. */
    followerCount: countSchema.nullable(),
    followingCount: countSchema.nullable(),
    likesCount: countSchema.nullable(),
    videoCount: countSchema.nullable(),
    displayName: z.string(),
    avatarUrl: z.string(),
    createdAt: instantSchema,
  })
  .openapi('UserStat');
export const listUserStats = defineRoute({
  method: 'get',
  path: '/admin/stores/{store_code}/user-stats',
  tag: adminTag,
  summary: "The profile's counters by day, newest first",
  access: 'admin:read',
  limit: 'admin',
  request: { params: storeParam, query: z.object({ days: wholeNumber(365, 30) }) },
  responses: {
    200: envelopedList(userStatSchema, 'One line for each account and day', {
      id: `${exampleAccountId}:2026-11-21`,
      storeCode: exampleCode,
      snapshotDate: '2026-11-21',
      followerCount: 18_204,
      followingCount: 91,
      likesCount: 240_118,
      videoCount: 212,
      displayName: 'Toko Kemang',
      avatarUrl: 'https://p16-sign.tiktokcdn.com/avatar.jpeg',
      createdAt: exampleAt,
    }),
  },
});

export const videoStatSchema = z
  .object({
    id: z.string(),
    storeCode: z.string(),
    snapshotDate: dayOn,
    /** Digits beyond 2^53, therefore a text. */
    videoId: z.string(),
    viewCount: countSchema,
    likeCount: countSchema,
    commentCount: countSchema,
    shareCount: countSchema,
    description: z.string(),
    createdAt: instantSchema,
  })
  .openapi('VideoStat');
export const listVideoStats = defineRoute({
  method: 'get',
  path: '/admin/stores/{store_code}/video-stats',
  tag: adminTag,
  summary: 'The counters of every video by day, newest first',
  access: 'admin:read',
  limit: 'admin',
  request: { params: storeParam, query: z.object({ days: wholeNumber(365, 30) }) },
  responses: {
    200: envelopedList(videoStatSchema, 'One line for each video and day', {
      id: `${exampleAccountId}:2026-11-21:7392042517231930666`,
      storeCode: exampleCode,
      snapshotDate: '2026-11-21',
      videoId: '7392042517231930666',
      viewCount: 41_208,
      likeCount: 3_120,
      commentCount: 88,
      shareCount: 41,
      description: 'New arrivals',
      createdAt: exampleAt,
    }),
  },
});
