import { z } from 'zod';

/** Every answer. `error` is '' (some pages: '-', or absent) when all went well; one page writes `msg` for `message`. */
export const envelopeSchema = z.looseObject({
  error: z
    .string()
    .nullish()
    .transform((code) => (code === '-' ? '' : (code ?? ''))),
  message: z.string().nullish().catch(undefined),
  msg: z.string().nullish().catch(undefined),
  request_id: z.string().optional().catch(undefined),
  response: z.unknown().optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An id as text: on the wire mostly a number (long ones arrive as exact text). */
export const idSchema = z.union([z.string(), z.number().int().transform(String)]);
/** An id where missing, null and 0 mean "none"; '0' then. */
export const optionalIdSchema = idSchema.nullish().transform((id) => id || '0');
/** A text that may be missing or null. */
export const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** A decimal amount, as text; undefined when there is none. */
export const amountSchema = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((amount) => amount || undefined);
/** A count; missing, null and unreadable ones are 0. */
export const countSchema = z.coerce.number().int().catch(0);
/** Unix seconds; missing, null and 0 mean "not yet". */
export const secondsSchema = z.coerce
  .number()
  .nullish()
  .catch(undefined)
  .transform((seconds) => (seconds ? new Date(seconds * 1000) : undefined));
export const flagSchema = z
  .boolean()
  .nullish()
  .transform((flag) => flag === true);
/** A list that may be missing or null. */
export const listSchema = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
/** For calls whose answer says nothing that matters. */
export const nothingSchema = z.unknown();
