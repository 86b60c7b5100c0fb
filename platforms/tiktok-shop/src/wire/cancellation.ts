import { z } from 'zod';
import { idSchema, listSchema, textSchema } from './envelope.ts';

export const cancellationsSchema = z.object({
  cancellations: listSchema(z.object({ cancel_id: idSchema, order_id: idSchema, cancel_status: textSchema })),
});
export const rejectReasonsSchema = z.object({ reasons: listSchema(z.object({ name: z.string(), text: textSchema })) });
