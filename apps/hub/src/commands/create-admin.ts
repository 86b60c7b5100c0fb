import { randomBytes } from 'node:crypto';
import { registerUser } from '@shopfleet/core/identity';
import { HubError, systemClock } from '@shopfleet/kernel';
import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { deriveSecret } from '../secrets.ts';
import { loadConfigOrExit } from './load-config.ts';

export const createAdmin = defineCommand({
  meta: { name: 'create-admin', description: 'Found an organisation with its owner, from the console' },
  args: {
    email: { type: 'string', required: true, description: 'E-mail address of the owner' },
    name: { type: 'string', default: 'Owner', description: 'Name of the owner' },
    organisation: { type: 'string', description: 'Name of the organisation' },
    password: { type: 'string', description: 'At least 10 characters; made and shown once when left out' },
  },
  async run({ args }) {
    const config = await loadConfigOrExit();
    const log = createHubLog('warn');
    const opened = await openDatabase(config, log, { name: 'create-admin' });
    const password = args.password ?? randomBytes(15).toString('base64url');
    const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
    try {
      const { user } = await registerUser(
        {
          db: opened.database,
          clock: systemClock,
          log,
          publicUrl,
          signIn: { publicUrl, secret: deriveSecret(config.stateSecret, 'sign-in') },
          isRegistrationOpen: true,
          externalIssuer: undefined,
        },
        { ipAddress: '', userAgent: 'console' },
        { email: args.email, name: args.name, password, organisation: args.organisation },
      );
      console.log(`${user.email} owns ${user.tenantName} (${user.tenantId}). Sign in at ${publicUrl}`);
      if (args.password === undefined) console.log(`Password, shown this once: ${password}`);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    } finally {
      await opened.close();
    }
  },
});
