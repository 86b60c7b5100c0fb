import { z } from 'zod';
import { listSchema, textSchema } from './shapes.ts';

/** Every refusal of the Selling Partner API. `details` is often empty or missing. */
export const errorsSchema = z.object({ errors: listSchema(z.object({ code: textSchema, message: textSchema, details: textSchema })) });
/** A refusal of Login with Amazon. */
export const loginErrorSchema = z.object({ error: z.string(), error_description: textSchema });
