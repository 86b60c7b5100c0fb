import { z } from '@hono/zod-openapi';
import { mediaProfileSchema } from '../agent-protocol.ts';
import { defineRoute, instantSchema, json } from './conventions.ts';

const tag = 'Printing';
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
