import { z } from 'zod';

/** Every answer. `data` is missing, `{}` or null when there is nothing. */
export const envelopeSchema = z.object({
  code: z.coerce.number().int(),
  message: z.string().catch(''),
  request_id: z.string().optional().catch(undefined),
  data: z.unknown(),
});

/** An id: a decimal string; a bare number where some pages write one (long ones arrive as exact text). */
export const idSchema = z.union([z.string(), z.number().int().transform(String)]);
/** A text that may be missing or null. */
export const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
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

export const itemErrorsSchema = z.object({
  errors: listSchema(
    z.object({
      code: z.coerce.number(),
      message: textSchema,
      detail: z
        .object({ extra_errors: listSchema(z.object({ code: z.coerce.number(), message: textSchema })) })
        .nullish()
        .catch(undefined),
    }),
  ),
});
/** For calls whose `data` says nothing that matters. */
export const nothingSchema = z.unknown();
