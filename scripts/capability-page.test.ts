import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractTestNames } from '@shopfleet/platform-kit/contract';
import { expect, test } from 'vitest';
import { capabilityPage } from './capability-page.ts';

test('the capability page says what manifests and contract suite say; else run scripts/generate-capabilities.ts', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'reference', 'capabilities.md'), 'utf8');
  expect(page).toBe(await capabilityPage(contractTestNames));
});
