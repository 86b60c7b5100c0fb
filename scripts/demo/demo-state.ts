import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** What the demo has to find again at the next start. */
export interface DemoState {
  readonly hubPort: number;
  readonly sandboxPort: number;
  readonly appKey: string;
  readonly appSecret: string;
  readonly email: string;
  readonly password: string;
}

const firstHubPort = 3000;

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
  const file = `${folder}/demo.json`;
  const old: DemoState | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const hubPort = await freePortFrom(wantedPort ?? old?.hubPort ?? firstHubPort);
  const state: DemoState = {
    appKey: old?.appKey ?? `demo${randomBytes(5).toString('hex')}`,
    appSecret: old?.appSecret ?? randomBytes(20).toString('hex'),
    email: old?.email ?? 'owner@demo.shopfleet.local',
    password: old?.password ?? randomBytes(9).toString('base64url'),
    hubPort,
    sandboxPort: await freePortFrom(Math.max(old?.sandboxPort ?? 0, hubPort + 1)),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return state;
}
