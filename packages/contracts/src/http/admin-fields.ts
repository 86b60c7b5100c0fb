import { z } from '@hono/zod-openapi';

/*
 * The operators' surface of content reporting speaks the words of those who script it: an outlet is a `store`, named by its code.
 * Bodies and queries are snake_case, answers camelCase.
 */
export const adminTag = 'Operators';
export const exampleCode = 'JKT-014';
export const exampleAt = '2026-11-21T02:00:07.120Z';
export const exampleAccountId = 'acc_01k9q6x8y7z5w4v3t2s1r0q9p8';

export const storeCodeSchema = z
  .string('must be a text')
  .regex(/^[A-Za-z0-9_-]{1,50}$/, 'must be 1 to 50 letters, digits, _ and -')
  .openapi({ example: exampleCode });
export const storeParam = z.object({ store_code: storeCodeSchema });
export const countSchema = z.number().int();

/** A number of the query. */
export const wholeNumber = (max: number, byDefault: number) => {
  const message = `must be a whole number from 1 to ${max}`;
  return z.coerce.number(message).int(message).min(1, message).max(max, message).default(byDefault);
};
