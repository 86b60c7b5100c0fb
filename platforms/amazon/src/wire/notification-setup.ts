import { z } from 'zod';
import { listSchema, payloadSchema, textSchema } from './shapes.ts';

const destination = z.object({
  destinationId: z.string(),
  resource: z.object({ sqs: z.object({ arn: textSchema }).nullish() }).nullish(),
});
export const destinationsSchema = payloadSchema(listSchema(destination));
export const destinationSchema = payloadSchema(destination);
export const subscriptionSchema = payloadSchema(z.object({ subscriptionId: z.string(), destinationId: z.string() }));
