import { z } from '@hono/zod-openapi';
import { defineRoute, json, jsonBody, pageOf, pageQuery } from './conventions.ts';
import { jobFilters, printAttemptSchema, printJobSchema } from './print-job.ts';

const tag = 'Printing';
export const listQueue = defineRoute({
  method: 'get',
  path: '/api/printers/queue',
  tag,
  summary: 'The print queue: waiting, printing and undecided jobs with state, priority, attempts',
  access: 'printing:read',
  request: { query: z.object({ ...pageQuery, ...jobFilters }) },
  responses: { 200: json(pageOf(printJobSchema), 'Jobs') },
});
export const addPrintJob = defineRoute({
  method: 'post',
  path: '/api/printers/queue',
  tag,
  summary: 'Print the label of a package; refused when it was printed already (reprint it with a reason)',
  access: 'printing:write',
  limit: 'print',
  problems: [409, 422],
  request: {
    body: jsonBody(
      z.object({
        packageId: z.string().max(40),
        printerId: z.string().max(40).optional(),
        copies: z.number().int().min(1).max(99).default(1),
        priority: z.number().int().min(-10).max(10).default(0),
        expiresInMinutes: z.number().int().min(1).max(1440).default(15),
      }),
    ),
  },
  responses: { 201: json(printJobSchema, 'The job') },
});
const jobParam = z.object({ printJobId: z.string().max(40) });
export const getPrintJob = defineRoute({
  method: 'get',
  path: '/api/printers/queue/{printJobId}',
  tag,
  summary: 'One job with every attempt',
  access: 'printing:read',
  request: { params: jobParam },
  responses: { 200: json(printJobSchema.extend({ attemptList: z.array(printAttemptSchema) }).openapi('PrintJobDetail'), 'The job') },
});
export const getPrintDocument = defineRoute({
  method: 'get',
  path: '/api/printers/queue/{printJobId}/document',
  tag,
  summary: 'The document of a job, as it was fetched',
  access: 'printing:read',
  request: { params: jobParam },
  responses: { 200: { description: 'The document', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } } },
});
export const changePrintJob = defineRoute({
  method: 'patch',
  path: '/api/printers/queue/{printJobId}',
  tag,
  summary: 'Pause, resume, re-prioritise or move a job that is not with an agent yet',
  access: 'printing:write',
  problems: [409],
  request: {
    params: jobParam,
    body: jsonBody(
      z.object({ isPaused: z.boolean(), priority: z.number().int().min(-10).max(10), printerId: z.string().max(40) }).partial(),
    ),
  },
  responses: { 200: json(printJobSchema, 'The job') },
});
export const cancelPrintJob = defineRoute({
  method: 'post',
  path: '/api/printers/queue/{printJobId}/cancel',
  tag,
  summary: 'Cancel a job; one that an agent holds is cancelled if it is not sent yet',
  access: 'printing:write',
  problems: [409],
  request: { params: jobParam },
  responses: { 200: json(printJobSchema, 'The job') },
});
export const resolvePrintJob = defineRoute({
  method: 'post',
  path: '/api/printers/queue/{printJobId}/resolve',
  tag,
  summary: 'Say what came out of the printer: it printed, or print again. For jobs whose outcome is unknown, failed or expired',
  access: 'printing:write',
  limit: 'print',
  problems: [409],
  request: { params: jobParam, body: jsonBody(z.object({ outcome: z.enum(['printed', 'print_again']) })) },
  responses: { 200: json(printJobSchema, 'The job, or the new one') },
});
export const reprint = defineRoute({
  method: 'post',
  path: '/api/printers/queue/{printJobId}/reprint',
  tag,
  summary: 'Print a document again, with a reason that is kept',
  access: 'printing:write',
  limit: 'print',
  problems: [409],
  request: {
    params: jobParam,
    body: jsonBody(z.object({ reason: z.string().trim().min(3).max(200), printerId: z.string().max(40).optional() })),
  },
  responses: { 201: json(printJobSchema, 'The new job') },
});
