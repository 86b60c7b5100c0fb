import { z } from 'zod';
import { listSchema, payloadSchema, textSchema } from './shapes.ts';

export const participationsSchema = payloadSchema(
  listSchema(
    z.object({
      marketplace: z.object({ id: z.string(), name: textSchema, countryCode: textSchema }),
      participation: z.object({ isParticipating: z.boolean().catch(false) }),
      storeName: textSchema,
    }),
  ),
);
export type WireParticipation = z.output<typeof participationsSchema>[number];
