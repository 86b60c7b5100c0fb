import { defineCommand, runMain } from 'citty';
import { serve } from './commands/serve.ts';
import { hubVersion } from './version.ts';

const main = defineCommand({
  meta: { name: 'shopfleet', version: hubVersion, description: 'Hub for many shops on many marketplaces' },
  subCommands: { serve },
  default: 'serve',
});

await runMain(main);
