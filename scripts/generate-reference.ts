/** Writes `.env.example` and docs/reference/configuration.md from the list of variables in apps/hub/src/env.ts. */
import { writeFileSync } from 'node:fs';
import { configurationPage, envExample } from '../apps/hub/src/config/reference.ts';

writeFileSync('.env.example', envExample());
writeFileSync('docs/reference/configuration.md', configurationPage());
console.log('Wrote .env.example and docs/reference/configuration.md');
