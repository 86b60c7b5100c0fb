import { parseArgs } from 'node:util';
import { startTikTokContentSandbox, startTikTokShopSandbox } from '@shopfleet/sandbox';
import { exitWithParent } from './exit-with-parent.ts';
import { helpText, optionNames } from './help.ts';
import { readOptions } from './options.ts';

const textOptions = Object.fromEntries(optionNames.map((name) => [name, { type: 'string' }] as const));
const { values } = parseArgs({ options: { ...textOptions, help: { type: 'boolean' } } });
if (values.help) {
  console.log(helpText());
  process.exit(0);
}
const options = readOptions(values, process.env);
if ('problems' in options) {
  for (const problem of options.problems) console.error(problem);
  process.exit(2);
}

const log = (line: string): void => console.error(line);
const sandbox = await startTikTokShopSandbox({ ...options.sandbox, log });
sandbox.control.configure(options.settings);
if (options.scenario) sandbox.control.startScenario(options.scenario);
const content = await startTikTokContentSandbox({ ...options.content, log });

let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([sandbox.stop(), content.stop()]);
  process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (options.parentPid !== undefined) exitWithParent(options.parentPid, stop);

const { url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId } = sandbox;
const { url: contentUrl, authorizeUrl, clientKey } = content;
const contentReady = { url: contentUrl, authorizeUrl, apiUrl: content.apiUrl, clientKey };
console.log(JSON.stringify({ ready: true, url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId, content: contentReady }));
