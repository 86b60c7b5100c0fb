/** Writes docs/reference/capabilities.md from the manifests of the platforms and the list of tests of the contract suites. */
import { writeFileSync } from 'node:fs';
import { contractTestNames } from '../packages/platform-kit/src/contract/index.ts';
import { capabilityPage } from './capability-page.ts';

writeFileSync('docs/reference/capabilities.md', await capabilityPage(contractTestNames));
console.log('Wrote docs/reference/capabilities.md');
