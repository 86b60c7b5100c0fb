import { z } from '@hono/zod-openapi';
import { mediaProfileSchema, printerDriverSchema, printerReasons, printerStates } from '../agent-protocol.ts';
import { defineRoute, instantSchema, json, jsonBody, noContent } from './conventions.ts';
import { printJobSchema } from './print-job.ts';

const tag = 'Printing';
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
