import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiTypesFile, renderApiTypes } from './generate-api-types.ts';

it('finds the dashboard types equal to those made from the contract (else run apps/dashboard/scripts/generate-api-types.ts)', async () => {
  expect(readFileSync(apiTypesFile, 'utf8')).toBe(await renderApiTypes());
});
