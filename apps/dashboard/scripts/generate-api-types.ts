import { writeFileSync } from 'node:fs';
import { buildOpenApiDocument } from '@shopfleet/contracts';
import openapiTs, { astToString } from 'openapi-typescript';

export const apiTypesFile = new URL('../src/lib/generated/api-types.ts', import.meta.url);

/** The dashboard's types, made from our own contract. */
export async function renderApiTypes(): Promise<string> {
  // The generator takes plain JSON: what the hub serves.
  const plain = JSON.parse(JSON.stringify(buildOpenApiDocument()));
  return `// Made by apps/dashboard/scripts/generate-api-types.ts from packages/contracts. Do not edit.\n${astToString(await openapiTs(plain))}`;
}

if (import.meta.main) writeFileSync(apiTypesFile, await renderApiTypes());
