import { z } from 'zod';
import { textSchema } from './shapes.ts';

/** Login with Amazon: `expires_in` is a duration in seconds. A grantless token has no refresh token. */
export const tokenSchema = z.object({ access_token: z.string().min(1), refresh_token: textSchema, expires_in: z.number().positive() });
export type WireToken = z.infer<typeof tokenSchema>;

export const restrictedTokenSchema = z.object({ restrictedDataToken: z.string().min(1), expiresIn: z.number().positive() });
