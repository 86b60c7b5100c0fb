import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaProfile, PrinterDriver } from '@shopfleet/contracts/agent-protocol';
import { freePort, waitUntil } from '@shopfleet/test-kit/printers';
import { connectMarketplace, type DemoMarketplace, demoMarketplaces } from '../../scripts/demo/demo-marketplaces.ts';
import { HubClient } from '../../scripts/demo/hub-client.ts';
import { connectShop, demoSellers, stockUp } from '../../scripts/demo/set-up-demo.ts';
import { planAgent } from './programs/agent.ts';
import { type HubProcess, type HubRole, type Installation, newSecrets, planHub } from './programs/hub.ts';
import type { Program } from './programs/program.ts';
import { type Sandbox, startSandbox } from './programs/sandbox.ts';
import { ownDatabase, sharedDatabase, type WorldDatabase } from './world-database.ts';

export { sandboxApp } from './programs/sandbox.ts';

export interface WorldPrinter {
  readonly name: string;
  readonly driver: PrinterDriver;
  readonly media?: MediaProfile;
}

export interface WorldOptions {
  /** `own`: a PostgreSQL that the test may kill. Default: the shared server. */
  readonly database?: 'own' | 'shared';
  /** Hub processes; the first serves the public address. Default: one that does everything. */
  readonly roles?: readonly HubRole[];
  /** The first is the default printer. Default: a folder of PDF files. */
  readonly printers?: readonly WorldPrinter[];
  /** Ship every paid order by itself. Default true. */
  readonly hasRule?: boolean;
  /** Marketplaces that are connected beside TikTok Shop: the first seller of each. Default: none. */
  readonly marketplaces?: readonly DemoMarketplace['slug'][];
  /** Stop after the hub is up: nobody registered, nothing connected. */
  readonly isEmpty?: boolean;
}

export const owner = { email: 'owner@example.com', password: 'correct horse battery' } as const;
export const fourBySix: MediaProfile = { widthMm: 101.6, heightMm: 152.4, gapMm: 3, dpi: 203, language: 'pdf' };

/** Everything of a running installation, each part a process of its own. */
export interface World extends AsyncDisposable {
  readonly directory: string;
  readonly database: WorldDatabase;
  readonly sandbox: Sandbox;
  readonly hubs: readonly HubProcess[];
  readonly agent: Program;
  readonly url: string;
  /** Signed in as the owner. */
  readonly owner: HubClient;
  /** Where the default printer writes, unless the test gave its own. */
  readonly labels: string;
  readonly printerIds: readonly string[];
  readonly programs: readonly Program[];
  /** The last words of every process, for the message of a failing test. */
  words(): string;
}

/** Starts real processes on loopback, connects shops through the consent page, pairs the agent: `await using world = await startWorld()`. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  await using started = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'shopfleet-e2e-'));
  // As root, the database runs as another user below it.
  chmodSync(directory, 0o711);
  started.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const labels = join(directory, 'labels');
  mkdirSync(labels);

  const database = started.use(options.database === 'own' ? await ownDatabase(join(directory, 'postgres')) : await sharedDatabase());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const sandbox = started.use(await startSandbox(directory, url));
  const installation: Installation = {
    directory,
    databaseUrl: database.url,
    publicUrl: url,
    sandboxUrl: sandbox.url,
    contentUrl: sandbox.content.url,
    marketplaceUrls: Object.fromEntries((options.marketplaces ?? []).map((slug) => [slug, sandbox.others[slug].url])),
    secrets: newSecrets(),
  };
  const hubs: HubProcess[] = [];
  for (const [index, role] of (options.roles ?? ['all']).entries()) {
    const hub = await planHub(installation, role, `hub ${index + 1} (${role})`, index === 0 ? port : undefined);
    hubs.push(hub);
    started.use(hub.program);
    await hub.program.start();
  }

  const client = new HubClient(url);
  const setUp =
    options.isEmpty === true
      ? emptySetUp(url, directory)
      : await setUpWorld(client, database, { ...options, directory, labels, sandbox, url });
  const agent = started.use(setUp.agent);
  const { printerIds } = setUp;
  const programs = [...hubs.map(({ program }) => program), agent];
  const running = started.move();
  return {
    ...{ directory, database, sandbox, hubs, agent, url, labels, printerIds, programs },
    owner: client,
    words: () => [...programs, sandbox.program].map((program) => program.output().slice(-3_000)).join('\n'),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface SetUp {
  readonly agent: Program;
  readonly printerIds: readonly string[];
}

const emptySetUp = (url: string, directory: string): SetUp => ({ agent: planAgent(url, join(directory, 'agent'), ''), printerIds: [] });

async function setUpWorld(
  client: HubClient,
  database: WorldDatabase,
  options: WorldOptions & { directory: string; labels: string; sandbox: Sandbox; url: string },
): Promise<SetUp> {
  await client.signIn(owner);
  // Tests look more often than people do.
  await database.query(`update tenant set plan = 'enterprise'`);
  for (const seller of demoSellers) await connectShop(client, seller);
  await stockUp(client, options.sandbox.url);
  for (const market of demoMarketplaces) {
    if (options.marketplaces?.includes(market.slug)) await connectMarketplace(client, market, options.sandbox.others[market.slug].url);
  }
  const { code } = await client.post<{ code: string }>('/api/agents/pairing-codes', {});
  const agent = planAgent(options.url, join(options.directory, 'agent'), code);
  await agent.start();
  const agentId = await pairedAgentId(client, agent);
  const printers = options.printers ?? [{ name: 'PDF folder', driver: { kind: 'pdf-file', directory: options.labels } }];
  const printerIds: string[] = [];
  for (const { name, driver, media = fourBySix } of printers) {
    const body = { name, agentId, driver, media, isDefault: printerIds.length === 0 };
    printerIds.push((await client.post<{ id: string }>('/api/printers', body)).id);
  }
  if (options.hasRule !== false) await client.post('/api/rules', { name: 'Ship every paid order', conditions: {}, action: 'fulfil' });
  return { agent, printerIds };
}

async function pairedAgentId(client: HubClient, agent: Program): Promise<string> {
  let id: string | undefined;
  const isOnline = async () => {
    const { items } = await client.get<{ items: readonly { id: string; isOnline: boolean }[] }>('/api/agents');
    id = items.find((item) => item.isOnline)?.id;
    return id !== undefined;
  };
  await waitUntil('the agent pairs', isOnline, 20_000, () => agent.output());
  return id ?? '';
}
