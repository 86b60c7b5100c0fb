import { z } from 'zod';

/** A text that may be missing or null. */
export const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** An ISO 8601 instant; missing, null and unreadable mean "not said". */
export const instantSchema = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((text) => {
    const at = new Date(text ?? Number.NaN);
    return Number.isNaN(at.getTime()) ? undefined : at;
  });
/** A list that may be missing or null. */
export const listSchema = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
/** An object that may be missing or null. */
export const partSchema = <S extends z.ZodType>(part: S) => part.nullish().transform((found) => found ?? undefined);
/** For calls whose answer says nothing that matters. */
export const nothingSchema = z.unknown();
/** The envelope that older operations wrap their answer in. */
export const payloadSchema = <S extends z.ZodType>(payload: S) =>
  z.preprocess((answer) => (typeof answer === 'object' && answer !== null && 'payload' in answer ? answer.payload : undefined), payload);
