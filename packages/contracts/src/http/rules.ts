import { z } from '@hono/zod-openapi';
import { defineRoute, json, jsonBody, noContent } from './conventions.ts';

const tag = 'Rules';
/** All named conditions must hold; an empty set matches every order. */
export const ruleConditionsSchema = z
  .object({
    shopIds: z.array(z.string().max(40)).max(500),
    carrierNames: z.array(z.string().max(100)).max(100),
    /** Decimal amounts in the order's own currency; the rule applies only to orders of `currency`. */
    currency: z.string().length(3),
    totalAtLeast: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/),
    totalAtMost: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/),
    skuCodes: z.array(z.string().max(100)).max(500),
    maxUnits: z.number().int().min(1).max(100_000),
  })
  .partial()
  .openapi('RuleConditions');
const ruleInput = z.object({
  name: z.string().trim().min(1).max(100),
  isEnabled: z.boolean().default(true),
  conditions: ruleConditionsSchema,
  /** fulfil: ship, label, print. hold: stop with a note. skip: leave to people. */
  action: z.enum(['fulfil', 'hold', 'skip']),
});
export const ruleSchema = ruleInput.extend({ id: z.string(), position: z.number().int(), version: z.number().int() }).openapi('FulfilRule');
const ruleParam = z.object({ ruleId: z.string().max(40) });

export const listRules = defineRoute({
  method: 'get',
  path: '/api/rules',
  tag,
  summary: 'Auto-fulfil rules in order; the first match decides, no match leaves the order to people',
  access: 'orders:read',
  responses: { 200: json(z.object({ items: z.array(ruleSchema) }), 'Rules') },
});
export const createRule = defineRoute({
  method: 'post',
  path: '/api/rules',
  tag,
  summary: 'Add a rule at the end',
  access: 'rules:write',
  request: { body: jsonBody(ruleInput) },
  responses: { 201: json(ruleSchema, 'The rule') },
});
export const changeRule = defineRoute({
  method: 'put',
  path: '/api/rules/{ruleId}',
  tag,
  summary: 'Change a rule (If-Match: version); position moves it',
  access: 'rules:write',
  problems: [412],
  request: {
    params: ruleParam,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: jsonBody(ruleInput.extend({ position: z.number().int().min(1).optional() })),
  },
  responses: { 200: json(ruleSchema, 'The rule') },
});
export const deleteRule = defineRoute({
  method: 'delete',
  path: '/api/rules/{ruleId}',
  tag,
  summary: 'Delete a rule',
  access: 'rules:write',
  request: { params: ruleParam },
  responses: { 204: noContent },
});
export const previewRule = defineRoute({
  method: 'post',
  path: '/api/rules/preview',
  tag,
  summary: 'What a rule would have done with the last orders; changes nothing',
  access: 'orders:read',
  request: { body: jsonBody(ruleInput.pick({ conditions: true, action: true })) },
  responses: {
    200: json(
      z.object({
        tried: z.number().int(),
        matched: z.number().int(),
        examples: z.array(z.object({ orderId: z.string(), externalId: z.string(), why: z.string() })),
      }),
      'The dry run',
    ),
  },
});
