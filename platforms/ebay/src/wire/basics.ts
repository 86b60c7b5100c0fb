import { z } from 'zod';

/** An id: a string; a bare number where one is written (long ones arrive as exact text). */
export const idSchema = z.union([z.string(), z.number().int().transform(String)]);
/** A text that may be missing or null. */
export const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** ISO 8601; missing and unreadable mean "not there". */
export const dateSchema = z
  .string()
  .nullish()
  .transform((text) => (text && Number.isFinite(Date.parse(text)) ? new Date(text) : undefined));
/** A list that may be missing or null. */
export const listSchema = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
export const countSchema = z.coerce.number().int().nonnegative();
/** `value` is a string, with as many decimals as eBay pleases: "4085.0". */
export const amountSchema = z.object({
  value: z.union([z.string(), z.number().transform(String)]),
  currency: z.string(),
});
export type WireAmount = z.infer<typeof amountSchema>;
