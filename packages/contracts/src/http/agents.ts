import { z } from '@hono/zod-openapi';
import { discoveredPrinterSchema } from '../agent-protocol.ts';
import { defineRoute, instantSchema, json, jsonBody, noContent } from './conventions.ts';

const tag = 'Printing';
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
