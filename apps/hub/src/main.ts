import { defineCommand, runMain } from 'citty';
import { createAdmin } from './commands/create-admin.ts';
import { doctor } from './commands/doctor.ts';
import { migrate } from './commands/migrate.ts';
import { replay } from './commands/replay.ts';
import { rotateKeys } from './commands/rotate-keys.ts';
import { serve } from './commands/serve.ts';
import { hubVersion } from './version.ts';

const main = defineCommand({
  meta: { name: 'shopfleet', version: hubVersion, description: 'Hub for many shops on many marketplaces' },
  subCommands: { serve, migrate, doctor, 'create-admin': createAdmin, 'rotate-keys': rotateKeys, replay },
  default: 'serve',
});

await runMain(main);
