import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes, buildOpenApiDocument } from './document.ts';

const document = z
  .object({
    openapi: z.string(),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ 'x-access': z.string(), security: z.array(z.record(z.string(), z.unknown())) })),
    ),
    components: z.object({ securitySchemes: z.record(z.string(), z.looseObject({})) }),
  })
  .parse(JSON.parse(JSON.stringify(buildOpenApiDocument())));

test('the document is valid OpenAPI 3.1, its references and examples too', async () => {
  const config = await createConfig({
    rules: {
      struct: 'error',
      'no-unresolved-refs': 'error',
      'no-identical-paths': 'error',
      'path-parameters-defined': 'error',
      'security-defined': 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'no-invalid-schema-examples': 'error',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(buildOpenApiDocument()), config });
  expect(document.openapi).toBe('3.1.0');
  expect(problems.map(({ message, location }) => `${location[0]?.pointer} ${message}`)).toEqual([]);
});

test('every operation says how its caller is known', () => {
  const { adminKey, bearer, session } = document.components.securitySchemes;
  expect([adminKey, bearer, session]).toMatchObject([
    { type: 'apiKey', in: 'header', name: 'X-API-KEY' },
    { type: 'http', scheme: 'bearer' },
    { type: 'apiKey', in: 'cookie' },
  ]);
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations).toHaveLength(allRoutes.length);
  for (const { 'x-access': access, security } of operations) {
    const schemes = security.flatMap((one) => Object.keys(one)).sort();
    const isAdmin = access === 'admin:read' || access === 'admin:write';
    const expected = access === 'public' || access === 'recognised' ? [] : isAdmin ? ['adminKey'] : ['bearer', 'session'];
    expect([access, schemes]).toEqual([access, expected]);
  }
});
