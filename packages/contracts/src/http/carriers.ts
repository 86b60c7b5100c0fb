import { z } from '@hono/zod-openapi';
import { defineRoute, json } from './conventions.ts';

/**
 * How a carrier makes the check digit of its numbers. `ups`: every second character twice, to ten. `mod10`: weights 3 and 1 from the right
 * (GS1). `mod7`: the number before it, modulo seven. `fedex-express`: weights 3, 1 and 7, modulo eleven. `s10`: the Universal Postal Union.
 */
export const checkDigitRules = ['ups', 'mod10', 'mod7', 'fedex-express', 's10'] as const;
export const carrierSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    /** How its numbers look; empty where the hub takes numbers of every shape. */
    numbers: z.array(
      z.object({
        example: z.string(),
        /** Null: such numbers have no check digit. */
        checkDigit: z.enum(checkDigitRules).nullable(),
      }),
    ),
  })
  .openapi('Carrier', {
    example: { code: 'ups', name: 'UPS', numbers: [{ example: '1Z5R89390357567127', checkDigit: 'ups' }] },
  });
export const listCarriers = defineRoute({
  method: 'get',
  path: '/api/carriers',
  tag: 'Orders',
  summary: 'Carriers that the hub knows by name, with how their numbers look and how the check digit is made; by name',
  access: 'orders:read',
  responses: { 200: json(z.object({ items: z.array(carrierSchema) }), 'Carriers; any other name can be given as well') },
});
