import { parseArgs } from 'node:util';
import {
  startAmazonSandbox,
  startEbaySandbox,
  startShopeeSandbox,
  startTikTokContentSandbox,
  startTikTokShopSandbox,
} from '@shopfleet/sandbox';
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
const shopee = await startShopeeSandbox({ ...options.shopee, log });
const ebay = await startEbaySandbox({ ...options.ebay, log });
const amazon = await startAmazonSandbox({ ...options.amazon, log });
if (options.scenario) for (const { control } of [sandbox, shopee, ebay, amazon]) control.startScenario(options.scenario);
const content = await startTikTokContentSandbox({ ...options.content, log });

let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([sandbox, shopee, ebay, amazon, content].map((one) => one.stop()));
  process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (options.parentPid !== undefined) exitWithParent(options.parentPid, stop);

const { url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId } = sandbox;
const { url: contentUrl, authorizeUrl, clientKey } = content;
const contentReady = { url: contentUrl, authorizeUrl, apiUrl: content.apiUrl, clientKey };
const others = {
  content: contentReady,
  shopee: { url: shopee.url, consentUrl: shopee.consentUrl, partnerId: shopee.partnerId },
  ebay: { url: ebay.url, consentUrl: ebay.consentUrl, clientId: ebay.clientId, ruName: ebay.ruName },
  amazon: { url: amazon.url, consentUrl: amazon.consentUrl, clientId: amazon.clientId, applicationId: amazon.applicationId },
};
console.log(JSON.stringify({ ready: true, url, consentUrl, apiUrl, authUrl, filesUrl, appKey, serviceId, ...others }));
