import { z } from 'zod';
import { idSchema, listSchema, textSchema } from './basics.ts';

const policy = { name: textSchema, marketplaceId: textSchema };

export const fulfillmentPoliciesSchema = z.object({
  fulfillmentPolicies: listSchema(z.object({ fulfillmentPolicyId: idSchema, ...policy })),
});
export const paymentPoliciesSchema = z.object({ paymentPolicies: listSchema(z.object({ paymentPolicyId: idSchema, ...policy })) });
export const returnPoliciesSchema = z.object({ returnPolicies: listSchema(z.object({ returnPolicyId: idSchema, ...policy })) });

export const rateLimitsSchema = z.object({
  rateLimits: listSchema(
    z.object({
      resources: listSchema(
        z.object({
          rates: listSchema(
            z.object({ remaining: z.coerce.number().optional().catch(undefined), reset: z.string().optional().catch(undefined) }),
          ),
        }),
      ),
    }),
  ),
});
