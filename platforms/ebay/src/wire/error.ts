import { z } from 'zod';
import { listSchema, textSchema } from './basics.ts';

export const wireErrorSchema = z.object({
  errorId: z.coerce.number().int(),
  domain: textSchema,
  category: textSchema,
  message: textSchema,
  longMessage: textSchema,
  parameters: listSchema(z.object({ name: textSchema, value: textSchema })),
});
export type WireError = z.infer<typeof wireErrorSchema>;

export const errorsSchema = z.object({ errors: z.array(wireErrorSchema).min(1) });

/** The token address has a shape of its own. */
export const oauthErrorSchema = z.object({ error: z.string(), error_description: textSchema });
