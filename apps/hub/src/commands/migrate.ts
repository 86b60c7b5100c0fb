import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { loadConfigOrExit } from './load-config.ts';
import { runCommand } from './run-command.ts';

export const migrate = defineCommand({
  meta: { name: 'migrate', description: 'Bring the database up to date' },
  async run() {
    const config = await loadConfigOrExit();
    await runCommand(async () => {
      const opened = await openDatabase(config, createHubLog(config.logLevel), { name: 'migrate', isCommand: true });
      await opened.close();
      console.log('The database is up to date.');
    });
  },
});
