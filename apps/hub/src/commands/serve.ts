import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { type HubRole, startHub } from '../hub.ts';
import { isAlive } from '../process-life.ts';
import { loadConfigOrExit } from './load-config.ts';

const stopWithinMs = 5_000;
const watchParentEveryMs = 500;
const roles: readonly HubRole[] = ['api', 'worker', 'all'];

export const serve = defineCommand({
  meta: { name: 'serve', description: 'Run the hub' },
  args: {
    role: { type: 'enum', options: [...roles], default: 'all', description: 'api answers requests, worker runs jobs, all does both' },
    'parent-pid': { type: 'string', description: 'Stop when the process with this id is gone' },
  },
  async run({ args }) {
    const config = await loadConfigOrExit();
    const log = createHubLog(config.logLevel);
    const role = roles.find((known) => known === args.role) ?? 'all';
    const hub = await startHub(config, { role, log }).catch((error: unknown) => {
      log.error({ err: error }, 'The hub could not start');
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(1);
    });
    let isStopping = false;
    const stop = async (why: string) => {
      if (isStopping) return;
      isStopping = true;
      log.info({ why }, 'Stopping');
      // A part that does not end must not hold the machine: what it was doing is safe to repeat.
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      await hub.stop();
      process.exit(0);
    };
    const stopNow = (why: string) =>
      void stop(why).catch((error: unknown) => {
        log.error({ err: error }, 'Stopping failed');
        process.exit(1);
      });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopNow(signal));
    const parentPid = Number(args['parent-pid']);
    if (parentPid > 0) setInterval(() => isAlive(parentPid) || stopNow('the parent process is gone'), watchParentEveryMs).unref();
    process.on('uncaughtException', (error) => {
      log.error({ err: error }, 'Unforeseen failure; stopping so that a clean start can follow');
      stopNow('unforeseen failure');
    });
    process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'A failure that nobody waited for'));
  },
});
