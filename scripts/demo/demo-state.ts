import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { demoMarketplaces } from './demo-marketplaces.ts';

/** What the demo has to find again at the next start. */
export interface DemoState {
  readonly hubPort: number;
  readonly sandboxPort: number;
  readonly contentPort: number;
  /** By the short name of the marketplace. */
  readonly marketplacePorts: Readonly<Record<string, number>>;
  readonly appKey: string;
  readonly appSecret: string;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly email: string;
  readonly password: string;
  /** The stores are there; from then on they are the visitor's to change. */
  readonly hasStores: boolean;
}

const firstHubPort = 3000;
const stateFile = (folder: string): string => `${folder}/demo.json`;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + 200; port++) if (await isFree(port)) return port;
  throw new Error(`No free port between ${first} and ${first + 200}. Set PORT to a free one`);
}

/** Reads the demo's state, or makes it. A port that somebody else took in the meantime is replaced. */
export async function openDemoState(folder: string, wantedPort: number | undefined): Promise<DemoState> {
  // Others may pass through, not look: as root, the database runs as another user below it.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const file = stateFile(folder);
  const old: DemoState | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const hubPort = await freePortFrom(wantedPort ?? old?.hubPort ?? firstHubPort);
  const sandboxPort = await freePortFrom(Math.max(old?.sandboxPort ?? 0, hubPort + 1));
  const contentPort = await freePortFrom(Math.max(old?.contentPort ?? 0, sandboxPort + 1));
  const marketplacePorts: Record<string, number> = {};
  let last = contentPort;
  for (const { slug } of demoMarketplaces) {
    last = await freePortFrom(Math.max(old?.marketplacePorts?.[slug] ?? 0, last + 1));
    marketplacePorts[slug] = last;
  }
  const state: DemoState = {
    appKey: old?.appKey ?? `demo${randomBytes(5).toString('hex')}`,
    appSecret: old?.appSecret ?? randomBytes(20).toString('hex'),
    clientKey: old?.clientKey ?? `awdemo${randomBytes(6).toString('hex')}`,
    clientSecret: old?.clientSecret ?? randomBytes(20).toString('hex'),
    email: old?.email ?? 'owner@demo.shopfleet.local',
    password: old?.password ?? randomBytes(9).toString('base64url'),
    hasStores: old?.hasStores ?? false,
    hubPort,
    sandboxPort,
    contentPort,
    marketplacePorts,
  };
  writeState(folder, state);
  return state;
}

/** Remembers that the stores need not be set up again. */
export function noteStores(folder: string, state: DemoState): void {
  writeState(folder, { ...state, hasStores: true });
}

function writeState(folder: string, state: DemoState): void {
  const file = stateFile(folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
