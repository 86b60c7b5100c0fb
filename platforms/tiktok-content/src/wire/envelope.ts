import { z } from 'zod';

/** A text that may be missing or null. */
export const textSchema = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((text) => text ?? '');

/** An id: text, or a bare number where a client of TikTok shows one (long ones arrive as exact text). */
export const idSchema = z.union([z.string().min(1), z.number().int().transform(String)]);

/** A counter. One without value may be missing. Counters beyond 2^53 do not exist. */
export const countSchema = z.coerce.number().int().nonnegative().nullish();

/** The `error` of a reading call, on success (`code` is "ok") and failure. */
const errorSchema = z.object({ code: textSchema, message: textSchema, log_id: z.string().optional().catch(undefined) });

/** Every answer of a reading call. On failure `data` is `{}` or missing. */
export const envelopeSchema = z.object({ data: z.unknown(), error: errorSchema });

/** The failure of a token call: here `error` is a text. */
export const oauthErrorSchema = z.object({
  error: z.string().min(1),
  error_description: textSchema,
  log_id: z.string().optional().catch(undefined),
});
