import { z } from 'zod';
import { listSchema } from './shapes.ts';

/** SQS, protocol AWS JSON 1.0. */
export const receivedSchema = z.object({ Messages: listSchema(z.object({ ReceiptHandle: z.string(), Body: z.string() })) });
export const deletedSchema = z.object({ Failed: listSchema(z.object({ Id: z.string() })) });
