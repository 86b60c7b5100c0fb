import { z } from 'zod';
import { textSchema } from './basics.ts';

/** All three grants. Both lifetimes are durations in seconds. A refresh brings no refresh token: the old one stays. */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  refresh_token: textSchema,
  refresh_token_expires_in: z.coerce.number().positive().optional().catch(undefined),
});
export type WireToken = z.infer<typeof tokenSchema>;

export const userSchema = z.object({
  userId: z.string().min(1),
  username: textSchema,
  registrationMarketplaceId: textSchema,
  status: textSchema,
});
