import { z } from '@hono/zod-openapi';
import { discoveredPrinterSchema, mediaProfileSchema, printerDriverSchema, printerReasons, printerStates } from '../agent-protocol.ts';
import { booleanQuery, defineRoute, instantSchema, json, jsonBody, noContent, pageOf, pageQuery } from './conventions.ts';

const tag = 'Printing';
export const printJobStates = [
  'queued',
  'leased',
  'received',
  'sending',
  'spooled',
  'confirmed',
  'unknown',
  'failed',
  'expired',
  'cancelled',
] as const;
export const printJobStateSchema = z.enum(printJobStates);

export const printJobSchema = z
  .object({
    id: z.string(),
    state: printJobStateSchema,
    title: z.string(),
    documentKind: z.enum(['label', 'test-page', 'document']),
    orderId: z.string().nullable(),
    packageId: z.string().nullable(),
    printerId: z.string(),
    printerName: z.string(),
    copies: z.number().int(),
    priority: z.number().int(),
    isPaused: z.boolean(),
    attempts: z.number().int(),
    problem: z.string(),
    requestedBy: z.string(),
    reprintOf: z.string().nullable(),
    reprintReason: z.string(),
    sha256: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    receivedAt: instantSchema.nullable(),
    spooledAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    /** From asking to paper, in ms; null until it ended. */
    durationMs: z.number().nullable(),
  })
  .openapi('PrintJob');
export const printAttemptSchema = z
  .object({
    fence: z.number().int(),
    printerId: z.string(),
    agentId: z.string(),
    sha256: z.string(),
    format: z.string(),
    bytes: z.number().int(),
    outcome: z.string().nullable(),
    detail: z.string(),
    timings: z.record(z.string(), z.number()),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi('PrintAttempt');

export const printerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    agentId: z.string(),
    agentName: z.string(),
    isAgentOnline: z.boolean(),
    driver: printerDriverSchema,
    media: mediaProfileSchema,
    isPaused: z.boolean(),
    isDefault: z.boolean(),
    state: z.enum(printerStates),
    reasons: z.array(z.enum(printerReasons)),
    stateMessage: z.string(),
    reportedAt: instantSchema.nullable(),
    waitingJobs: z.number().int(),
    version: z.number().int(),
  })
  .openapi('Printer');
const printerInput = z.object({
  name: z.string().trim().min(1).max(100),
  agentId: z.string().max(40),
  driver: printerDriverSchema,
  media: mediaProfileSchema,
  isDefault: z.boolean().optional(),
});
const printerParam = z.object({ printerId: z.string().max(40) });

export const listPrinters = defineRoute({
  method: 'get',
  path: '/api/printers',
  tag,
  summary: 'Printers with what they say of themselves, last heartbeat and diagnostics',
  access: 'printing:read',
  responses: { 200: json(z.object({ items: z.array(printerSchema) }), 'Printers') },
});
export const registerPrinter = defineRoute({
  method: 'post',
  path: '/api/printers',
  tag,
  summary: 'Register a printer on an agent',
  access: 'printers:write',
  request: { body: jsonBody(printerInput) },
  responses: { 201: json(printerSchema, 'The printer') },
});
export const changePrinter = defineRoute({
  method: 'patch',
  path: '/api/printers/{printerId}',
  tag,
  summary: 'Change or pause a printer (If-Match: version)',
  access: 'printers:write',
  problems: [409, 412],
  request: {
    params: printerParam,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: jsonBody(printerInput.omit({ agentId: true }).extend({ isPaused: z.boolean() }).partial()),
  },
  responses: { 200: json(printerSchema, 'The printer') },
});
export const removePrinter = defineRoute({
  method: 'delete',
  path: '/api/printers/{printerId}',
  tag,
  summary: 'Remove a printer; refused while it holds jobs',
  access: 'printers:write',
  problems: [409],
  request: { params: printerParam },
  responses: { 204: noContent },
});
export const printTestPage = defineRoute({
  method: 'post',
  path: '/api/printers/{printerId}/test-page',
  tag,
  summary: 'Print a test page with rulers and a barcode',
  access: 'printers:write',
  limit: 'print',
  request: { params: printerParam },
  responses: { 201: json(printJobSchema, 'The job') },
});

const jobFilters = {
  state: printJobStateSchema.optional(),
  printerId: z.string().max(40).optional(),
  orderId: z.string().max(40).optional(),
};
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

export const printRouteSchema = z
  .object({
    id: z.string().max(40).optional(),
    shopId: z.string().max(40).nullable(),
    carrierName: z.string().max(100).nullable(),
    documentType: z.string().max(40).nullable(),
    printerId: z.string().max(40),
  })
  .openapi('PrintRoute');
export const listPrintRoutes = defineRoute({
  method: 'get',
  path: '/api/print-routes',
  tag,
  summary: 'Which printer gets which document; the first match wins, else the default printer',
  access: 'printing:read',
  responses: { 200: json(z.object({ items: z.array(printRouteSchema) }), 'Routes in order') },
});
export const replacePrintRoutes = defineRoute({
  method: 'put',
  path: '/api/print-routes',
  tag,
  summary: 'Replace the routes',
  access: 'printers:write',
  request: { body: jsonBody(z.object({ items: z.array(printRouteSchema).max(200) })) },
  responses: { 200: json(z.object({ items: z.array(printRouteSchema) }), 'Routes in order') },
});

export const agentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hostName: z.string(),
    agentVersion: z.string(),
    isOnline: z.boolean(),
    lastSeenAt: instantSchema.nullable(),
    pairedAt: instantSchema,
    printers: z.number().int(),
    discovered: z.array(discoveredPrinterSchema),
  })
  .openapi('Agent');
const agentParam = z.object({ agentId: z.string().max(40) });
export const listAgents = defineRoute({
  method: 'get',
  path: '/api/agents',
  tag,
  summary: 'Print agents and whether they are online',
  access: 'printing:read',
  responses: { 200: json(z.object({ items: z.array(agentSchema) }), 'Agents') },
});
export const createPairingCode = defineRoute({
  method: 'post',
  path: '/api/agents/pairing-codes',
  tag,
  summary: 'Make a pairing code to start an agent with; 10 minutes, single use',
  access: 'printers:write',
  responses: { 201: json(z.object({ code: z.string(), expiresAt: instantSchema, command: z.string() }), 'The code, shown once') },
});
export const approvePairing = defineRoute({
  method: 'post',
  path: '/api/agents/pair',
  tag,
  summary: 'Pair the agent that shows this code',
  access: 'printers:write',
  limit: 'auth',
  request: { body: jsonBody(z.object({ code: z.string().trim().min(4).max(20), name: z.string().trim().min(1).max(100).optional() })) },
  responses: { 201: json(agentSchema, 'The agent') },
});
export const changeAgent = defineRoute({
  method: 'patch',
  path: '/api/agents/{agentId}',
  tag,
  summary: 'Rename an agent',
  access: 'printers:write',
  request: { params: agentParam, body: jsonBody(z.object({ name: z.string().trim().min(1).max(100) })) },
  responses: { 200: json(agentSchema, 'The agent') },
});
export const revokeAgent = defineRoute({
  method: 'delete',
  path: '/api/agents/{agentId}',
  tag,
  summary: 'Unpair an agent: its token ends at once',
  access: 'printers:write',
  request: { params: agentParam },
  responses: { 204: noContent },
});
export const discoverPrinters = defineRoute({
  method: 'post',
  path: '/api/agents/{agentId}/discover',
  tag,
  summary: 'Ask an agent to look for printers; the list appears on the agent',
  access: 'printers:write',
  problems: [409],
  request: { params: agentParam },
  responses: { 202: json(agentSchema, 'Asked') },
});

export const templateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    version: z.number().int(),
    media: mediaProfileSchema,
    updatedAt: instantSchema,
  })
  .openapi('Template');
export const listTemplates = defineRoute({
  method: 'get',
  path: '/api/templates',
  tag,
  summary: 'Label templates',
  access: 'printing:read',
  responses: { 200: json(z.object({ items: z.array(templateSchema) }), 'Templates') },
});
export const uploadTemplateImage = defineRoute({
  method: 'post',
  path: '/api/templates/upload-image',
  tag,
  summary: 'Upload an image for a template: PNG, JPEG or SVG, 5 MB; it is re-encoded',
  access: 'printers:write',
  limit: 'upload',
  problems: [422],
  request: {
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) } },
    },
  },
  responses: {
    201: json(
      z.object({
        sha256: z.string(),
        format: z.string(),
        width: z.number().int(),
        height: z.number().int(),
        bytes: z.number().int(),
        url: z.string(),
      }),
      'The stored image',
    ),
  },
});
export const getTemplateImage = defineRoute({
  method: 'get',
  path: '/api/templates/images/{sha256}',
  tag,
  summary: 'An uploaded image',
  access: 'printing:read',
  request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: { 200: { description: 'The image', content: { 'image/png': { schema: z.string().openapi({ format: 'binary' }) } } } },
});
