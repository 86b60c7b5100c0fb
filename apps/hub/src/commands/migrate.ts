import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { loadConfigOrExit } from './load-config.ts';

export const migrate = defineCommand({
  meta: { name: 'migrate', description: 'Bring the database up to date' },
  async run() {
    const config = await loadConfigOrExit();
    const opened = await openDatabase(config, createHubLog(config.logLevel), { name: 'migrate' });
    await opened.close();
    console.log('The database is up to date.');
  },
});
