/**
 * The whole of Shopfleet on one machine, filling itself: sandbox, hub with its own PostgreSQL, dashboard, print agent with a
 * virtual printer, stores with TikTok accounts. Everything it keeps is in DATA_DIR; delete that to start afresh.
 */
import { resolve } from 'node:path';
import { buildDashboard } from './build-dashboard.ts';
import { type Child, startChild, waitUntilReady } from './demo/child.ts';
import { connectMarketplace, type DemoMarketplace, demoMarketplaces } from './demo/demo-marketplaces.ts';
import { type DemoState, noteStores, openDemoState } from './demo/demo-state.ts';
import { HubClient } from './demo/hub-client.ts';
import { hubNodeOptions } from './demo/hub-node-options.ts';
import { type ComingAccount, setUpContent } from './demo/set-up-content.ts';
import { pairingCode, setUpPrinter, setUpShops, startOrders } from './demo/set-up-demo.ts';
import type { WritePast } from './demo/write-past.ts';

const startedAt = Date.now();
const folder = resolve(process.env.DATA_DIR ?? '.data');
const orderEveryMs = Number(process.env.DEMO_ORDER_EVERY_MS ?? 4_000);
/** Enough for the periods that the screens of accounts offer. */
const pastDays = 45;
const children: Child[] = [];
let isStopping = false;

/** The agent first, the hub after it, the sandbox last: nobody loses the other while it still needs it. */
async function stopAll(code: number): Promise<never> {
  if (isStopping) return new Promise(() => {});
  isStopping = true;
  for (const child of children.toReversed()) await child.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(0));

function start(name: string, program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = startChild(name, program, args, env, folder);
  children.push(child);
  void child.ended.then((how) => {
    if (isStopping) return;
    console.error(`The ${name} stopped by itself (${how}). Its last words are in ${child.logFile}`);
    void stopAll(1);
  });
  return child;
}

const urlOf = ({ slug }: DemoMarketplace, state: DemoState): string => `http://127.0.0.1:${state.marketplacePorts[slug]}`;

async function run(): Promise<void> {
  buildDashboard();
  const state = await openDemoState(folder, process.env.PORT ? Number(process.env.PORT) : undefined);
  const hubUrl = `http://127.0.0.1:${state.hubPort}`;
  const sandboxUrl = `http://127.0.0.1:${state.sandboxPort}`;
  const contentUrl = `http://127.0.0.1:${state.contentPort}`;
  const sandbox = start(
    'sandbox',
    'apps/sandbox/src/main.ts',
    [
      ...['--port', String(state.sandboxPort), '--state', `${folder}/sandbox.json`],
      ...['--redirect-url', `${hubUrl}/api/v1/platforms/callback/tiktok`, '--webhook-url', `${hubUrl}/api/v1/platforms/webhook/tiktok`],
      ...['--content-port', String(state.contentPort), '--content-state', `${folder}/content-sandbox.json`, '--content-accounts', '0'],
      ...['--content-webhook-url', `${hubUrl}/api/v1/platforms/webhook/tiktok-content`],
      ...demoMarketplaces.flatMap((market) => [
        ...[`--${market.slug}-port`, String(state.marketplacePorts[market.slug]), `--${market.slug}-state`],
        ...[`${folder}/${market.slug}-sandbox.json`, ...market.sandboxOptions(hubUrl)],
      ]),
    ],
    {
      SANDBOX_APP_KEY: state.appKey,
      SANDBOX_APP_SECRET: state.appSecret,
      SANDBOX_SERVICE_ID: 'demo',
      SANDBOX_CONTENT_CLIENT_KEY: state.clientKey,
      SANDBOX_CONTENT_CLIENT_SECRET: state.clientSecret,
      ...Object.assign({}, ...demoMarketplaces.map((market) => market.sandboxCredentials(state))),
    },
  );
  const hub = start('hub', 'apps/hub/src/main.ts', ['serve'], {
    NODE_OPTIONS: hubNodeOptions,
    DATA_DIR: folder,
    PORT: String(state.hubPort),
    PUBLIC_URL: hubUrl,
    SHOPFLEET_DEMO: 'true',
    TIKTOK_APP_KEY: state.appKey,
    TIKTOK_APP_SECRET: state.appSecret,
    TIKTOK_SERVICE_ID: 'demo',
    TIKTOK_API_BASE_URL: sandboxUrl,
    TIKTOK_AUTH_BASE_URL: sandboxUrl,
    TIKTOK_AUTHORIZATION_URL: `${sandboxUrl}/open/authorize`,
    TIKTOK_ALLOWED_ORIGINS: sandboxUrl,
    TIKTOK_CLIENT_KEY: state.clientKey,
    TIKTOK_CLIENT_SECRET: state.clientSecret,
    TIKTOK_CONTENT_API_BASE_URL: contentUrl,
    TIKTOK_CONTENT_AUTHORIZATION_URL: `${contentUrl}/v2/auth/authorize/`,
    TIKTOK_CONTENT_ALLOWED_ORIGINS: contentUrl,
    ...Object.assign({}, ...demoMarketplaces.map((market) => market.hubVariables(urlOf(market, state), state))),
  });
  await Promise.all([waitUntilReady(sandbox, `${sandboxUrl}/_control/settings`), waitUntilReady(hub, `${hubUrl}/ready`)]);

  const client = new HubClient(hubUrl);
  await client.signIn(state);
  await setUpShops(client, sandboxUrl);
  const code = await pairingCode(client);
  start('agent', 'apps/agent/src/main.ts', [
    'run',
    '--hub',
    hubUrl,
    '--directory',
    `${folder}/agent`,
    ...(code ? ['--code', code, '--name', 'This computer'] : []),
  ]);
  await setUpPrinter(client, `${folder}/labels`);
  await startOrders(sandboxUrl, orderEveryMs);

  console.log(`
  Shopfleet is running (${((Date.now() - startedAt) / 1000).toFixed(1)} s).

    Open      ${hubUrl}
    Sign in   ${state.email}
    Password  ${state.password}

  Orders arrive from the sandbox (${sandboxUrl}); each label is printed to ${folder}/labels.
  Shopee, eBay and Amazon have sandboxes too: ${demoMarketplaces.map((market) => urlOf(market, state)).join(', ')}
  TikTok accounts of stores come from ${contentUrl}.
  API and its documentation: ${hubUrl}/api/docs    Logs: ${folder}/logs
  Ctrl-C stops everything; the next start finds all of it again.
`);
  for (const market of demoMarketplaces) await connectOne(client, market, state);
  if (!state.hasStores) await connectStores(client, contentUrl, state);
}

/** While the rest runs already: one marketplace that does not answer holds nothing up. */
async function connectOne(client: HubClient, market: DemoMarketplace, state: DemoState): Promise<void> {
  try {
    await connectMarketplace(client, market, urlOf(market, state));
    await startOrders(urlOf(market, state), orderEveryMs * market.slower);
  } catch (error) {
    if (!isStopping) console.error(`${market.title} could not be connected: ${error instanceof Error ? error.message : error}`);
  }
}

/** While the rest runs already; the shops do without. */
async function connectStores(client: HubClient, contentUrl: string, state: DemoState): Promise<void> {
  try {
    await setUpContent(client, contentUrl, (accounts) => writePast(client, contentUrl, accounts));
    noteStores(folder, state);
  } catch (error) {
    if (!isStopping) console.error(`Not all stores could be connected: ${error instanceof Error ? error.message : error}`);
  }
}

/** In a program of its own, once: the weeks before this demo. */
async function writePast(client: HubClient, sandboxUrl: string, accounts: readonly ComingAccount[]): Promise<void> {
  const { tenantId } = await client.get<{ tenantId: string }>('/api/user/me');
  const input: WritePast = { dataDirectory: folder, sandboxUrl, tenantId, platform: 'tiktok_content', days: pastDays, accounts };
  const child = startChild('history', 'scripts/demo/write-past.ts', [JSON.stringify(input)], {}, folder);
  children.push(child);
  const end = await child.ended;
  if (end !== 'code 0' && !isStopping) throw new Error(`The history was not written (${end}). Its last words are in ${child.logFile}`);
}

run().catch((error: unknown) => {
  if (isStopping) return;
  console.error(error instanceof Error ? error.message : error);
  void stopAll(1);
});
