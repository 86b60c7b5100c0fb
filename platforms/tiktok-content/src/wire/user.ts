import { z } from 'zod';
import { countSchema, textSchema } from './envelope.ts';

/** The profile; only fields that were asked for are there. */
export const userSchema = z.object({
  user: z.object({
    open_id: textSchema,
    avatar_url: textSchema,
    display_name: textSchema,
    bio_description: textSchema,
    is_verified: z.boolean().nullish().catch(undefined),
    username: textSchema,
    follower_count: countSchema,
    following_count: countSchema,
    likes_count: countSchema,
    video_count: countSchema,
  }),
});
export type WireUser = z.infer<typeof userSchema>['user'];
