import { z } from 'zod';
import { countSchema, idSchema, textSchema } from './envelope.ts';

/** A video. `create_time` is in seconds, unlike the cursor of a page. */
const videoSchema = z.object({
  id: idSchema,
  create_time: z.coerce.number().int().positive(),
  title: textSchema,
  video_description: textSchema,
  duration: countSchema.catch(undefined),
  share_url: textSchema,
  embed_link: textSchema,
  cover_image_url: textSchema,
  view_count: countSchema,
  like_count: countSchema,
  comment_count: countSchema,
  share_count: countSchema,
});
export type WireVideo = z.infer<typeof videoSchema>;

const videosSchema = z
  .array(videoSchema)
  .nullish()
  .transform((list) => list ?? []);

/** A page of the list. `cursor` is in milliseconds. */
export const videoPageSchema = z.object({
  videos: videosSchema,
  cursor: z.coerce.number().int().optional().catch(undefined),
  has_more: z
    .boolean()
    .nullish()
    .transform((flag) => flag === true),
});

export const videosByIdSchema = z.object({ videos: videosSchema });
