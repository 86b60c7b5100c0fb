import { randomBytes } from 'node:crypto';
import { userRoutes } from '@shopfleet/contracts';
import { registerUser } from '@shopfleet/core/identity';
import { systemClock } from '@shopfleet/kernel';
import { defineCommand } from 'citty';
import type { HubConfig } from '../config.ts';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { deriveSecret } from '../secrets.ts';
import { loadConfigOrExit } from './load-config.ts';
import { CommandError, runCommand } from './run-command.ts';

const registration = userRoutes.registerUser.request.body.content['application/json'].schema;

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
    const password = args.password ?? randomBytes(15).toString('base64url');
    await runCommand(async () => {
      const owner = { email: args.email, name: args.name, password, ...(args.organisation ? { organisation: args.organisation } : {}) };
      const checked = registration.safeParse(owner);
      // The rules of the registration form hold here too.
      if (!checked.success) {
        throw new CommandError(checked.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
      }
      await found(config, checked.data);
      if (args.password === undefined) console.log(`Password, shown this once: ${password}`);
    });
  },
});

async function found(config: HubConfig, owner: Parameters<typeof registerUser>[2]): Promise<void> {
  const log = createHubLog('warn');
  const opened = await openDatabase(config, log, { name: 'create-admin', isCommand: true });
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const identity = {
    db: opened.database,
    clock: systemClock,
    log,
    publicUrl,
    signIn: { publicUrl, secret: deriveSecret(config.stateSecret, 'sign-in') },
    isRegistrationOpen: true,
    externalIssuer: undefined,
  };
  try {
    const { user } = await registerUser(identity, { ipAddress: '', userAgent: 'console' }, owner);
    const where = config.publicUrl === undefined && config.port === 0 ? '' : ` Sign in at ${publicUrl}`;
    console.log(`${user.email} owns ${user.tenantName} (${user.tenantId}).${where}`);
  } finally {
    await opened.close();
  }
}
