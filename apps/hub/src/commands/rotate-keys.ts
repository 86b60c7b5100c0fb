import { listSealedConnections, resealTokens } from '@shopfleet/core/connections';
import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { createSealer } from '../secrets.ts';
import { loadConfigOrExit } from './load-config.ts';

export const rotateKeys = defineCommand({
  meta: {
    name: 'rotate-keys',
    description: 'Seal every stored token with the current TOKEN_ENC_KEY; the hub may keep running with both keys',
  },
  async run() {
    const config = await loadConfigOrExit();
    const opened = await openDatabase(config, createHubLog('warn'), { name: 'rotate-keys' });
    const deps = { db: opened.database, sealer: createSealer(config) };
    const failed: string[] = [];
    try {
      const places = await opened.database.asSystem(listSealedConnections);
      for (const place of places) {
        await resealTokens(deps, place).catch((error: unknown) => {
          failed.push(`${place.id}: ${error instanceof Error ? error.message : error}`);
        });
      }
      console.log(`${places.length - failed.length} of ${places.length} connections are sealed with the current key.`);
    } finally {
      await opened.close();
    }
    for (const line of failed) console.error(line);
    if (failed.length > 0) {
      console.error('Connect these shops again, or add the key that sealed them to TOKEN_ENC_KEYS_OLD and repeat.');
      process.exitCode = 1;
    } else console.log('Set TOKEN_ENC_KEYS_OLD to nothing at the next start of the hub.');
  },
});
