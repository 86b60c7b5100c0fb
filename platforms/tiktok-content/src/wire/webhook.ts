import { z } from 'zod';
import { idSchema, textSchema } from './envelope.ts';

/** The envelope of an event. `content` is JSON inside a text. */
export const webhookSchema = z.object({
  client_key: textSchema,
  event: textSchema,
  create_time: z.coerce.number().int().nonnegative().catch(0),
  user_openid: idSchema.nullish().catch(undefined),
  content: textSchema,
});
export type WireWebhook = z.infer<typeof webhookSchema>;

/** What `authorization.removed` says: 1 the user, 2 account deleted, 3 age, 4 banned, 5 revoked by us, 0 unknown. */
export const removalSchema = z.object({ reason: z.coerce.number().int().catch(0) });
