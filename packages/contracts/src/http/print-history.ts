import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, instantSchema, json, pageOf, pageQuery } from './conventions.ts';
import { jobFilters, printJobSchema } from './print-job.ts';

const tag = 'Printing';
export const listPrintHistory = defineRoute({
  method: 'get',
  path: '/api/print-history',
  tag,
  summary: 'Every print operation, filterable; `?format=csv` streams CSV',
  access: 'printing:read',
  request: {
    query: z.object({
      ...pageQuery,
      ...jobFilters,
      from: instantSchema.optional(),
      to: instantSchema.optional(),
      isReprint: booleanQuery.optional(),
      q: z.string().max(100).optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: {
      description: 'Jobs, newest first',
      content: { 'application/json': { schema: pageOf(printJobSchema) }, 'text/csv': { schema: z.string() } },
    },
  },
});
const printNumbers = z.object({
  jobs: z.number().int(),
  confirmed: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  successRate: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
});
export const printStats = defineRoute({
  method: 'get',
  path: '/api/print-history/stats',
  tag,
  summary: 'Success rate and print times (p50, p95), per printer and per day',
  access: 'printing:read',
  request: { query: z.object({ from: instantSchema.optional(), to: instantSchema.optional() }) },
  responses: {
    200: json(
      z
        .object({
          total: printNumbers,
          printers: z.array(printNumbers.extend({ printerId: z.string(), printerName: z.string() })),
          days: z.array(printNumbers.extend({ day: z.string() })),
        })
        .openapi('PrintStats'),
      'Statistics',
    ),
  },
});
