import { z } from '@hono/zod-openapi';
import { defineRoute, json } from './conventions.ts';

const tag = 'Operations';
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });
const leadsThere = { 302: { description: 'To /api/docs' } };

export const aboutSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    documentation: z.string(),
    endpoints: z.record(z.string(), z.string()),
  })
  .openapi('About', {
    example: {
      name: 'Shopfleet',
      version: '0.1.0',
      documentation: '/api/docs',
      endpoints: { health: '/health', stores: '/admin/stores', sync: '/admin/sync/run', connect: '/connect/tiktok' },
    },
  });
export const about = defineRoute({
  method: 'get',
  path: '/',
  tag,
  summary: 'What this is and where things are; a browser (Accept names text/html) gets the dashboard instead',
  access: 'public',
  responses: {
    200: {
      description: 'About this hub, or the dashboard',
      content: { 'application/json': { schema: aboutSchema }, 'text/html': { schema: z.string() } },
    },
  },
});
export const docsPage = defineRoute({
  method: 'get',
  path: '/api/docs',
  tag,
  summary: 'This documentation, with try-it',
  access: 'public',
  responses: { 200: page('The page') },
});
export const docsShort = defineRoute({
  method: 'get',
  path: '/docs',
  tag,
  summary: 'Leads to /api/docs',
  access: 'public',
  responses: leadsThere,
});
export const docsSwagger = defineRoute({
  method: 'get',
  path: '/swagger',
  tag,
  summary: 'Leads to /api/docs',
  access: 'public',
  responses: leadsThere,
});
export const openApiDocument = defineRoute({
  method: 'get',
  path: '/api/openapi.json',
  tag,
  summary: 'This contract as OpenAPI 3.1',
  access: 'public',
  responses: { 200: json(z.looseObject({ openapi: z.string() }), 'The document') },
});
