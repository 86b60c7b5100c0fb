import { z } from 'zod';
import { textSchema } from './envelope.ts';

/** A life in seconds; 0, missing or nonsense: not told. */
const lifeSchema = z.coerce
  .number()
  .positive()
  .max(100 * 365 * 86_400)
  .optional()
  .catch(undefined);

/** Scopes with commas between them; older pages show spaces. */
const scopesSchema = textSchema.transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** The answer to an exchange and to a renewal: flat, without an envelope. `scope` is what was granted, whatever was asked for. */
export const tokenSchema = z.object({
  access_token: textSchema,
  expires_in: lifeSchema,
  refresh_token: textSchema,
  refresh_expires_in: lifeSchema,
  open_id: textSchema,
  scope: scopesSchema,
});
export type WireToken = z.infer<typeof tokenSchema>;
