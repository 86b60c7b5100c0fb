import { parseArgs } from 'node:util';
import { startTikTokShopSandbox } from '@shopfleet/sandbox';
import { exitWithParent } from './exit-with-parent.ts';
import { readOptions } from './options.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    state: { type: 'string' },
    'parent-pid': { type: 'string' },
    'webhook-url': { type: 'string' },
    'redirect-url': { type: 'string' },
    'steady-ms': { type: 'string' },
    maximum: { type: 'string' },
  },
});
const options = readOptions(values, process.env);
if ('problems' in options) {
  for (const problem of options.problems) console.error(problem);
  process.exit(2);
}

const sandbox = await startTikTokShopSandbox({ ...options.sandbox, log: (line) => console.error(line) });
sandbox.control.configure(options.settings);
if (options.scenario) sandbox.control.startScenario(options.scenario);

let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await sandbox.stop();
  process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (options.parentPid !== undefined) exitWithParent(options.parentPid, stop);

const { url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId } = sandbox;
console.log(JSON.stringify({ ready: true, url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId }));
