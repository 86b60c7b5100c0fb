import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@shopfleet/db';
import { freePort } from '@shopfleet/test-kit/printers';
import { Pool, type QueryResultRow } from 'pg';
import { hubNodeOptions } from '../../scripts/demo/hub-node-options.ts';

const root = new URL('../..', import.meta.url).pathname;

/** A PostgreSQL with everything on the disk, a folder, secrets: what the hub processes of one installation share. */
export interface Installation extends AsyncDisposable {
  readonly folder: string;
  /** Address of the first process that serves people. */
  readonly url: string;
  /** Seals what the hub keeps secret; 64 hexadecimal digits. */
  readonly tokenKey: string;
  /** The superuser in the hub's database, past row-level security. */
  readonly adminUrl: string;
  /** One statement as the superuser, past row-level security. */
  query<R extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Starts a hub process and waits until it is ready. It is stopped with the installation. */
  startHub(role: 'all' | 'api' | 'worker', variables: Readonly<Record<string, string>>): Promise<HubProcess>;
}

export interface HubProcess {
  readonly pid: string;
  /** As a power cut. */
  kill(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  await using started = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'shopfleet-bench-'));
  // As root, the database runs as another user below it.
  chmodSync(folder, 0o711);
  started.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const server = await startEmbeddedPostgres({ directory: join(folder, 'database') });
  started.defer(() => server.stop());
  const pool = new Pool({ connectionString: adminOf(server), max: 2 });
  pool.on('error', () => undefined);
  started.defer(() => pool.end());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const tokenKey = randomBytes(32).toString('hex');
  const shared = {
    PATH: process.env.PATH ?? '',
    NODE_OPTIONS: hubNodeOptions,
    PUBLIC_URL: url,
    DATABASE_URL: server.url,
    DATA_DIR: join(folder, 'hub'),
    TOKEN_ENC_KEY: tokenKey,
    STATE_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'warn',
  };
  const running = new AsyncDisposableStack();
  started.use(running);
  const kept = started.move();
  return {
    folder,
    url,
    tokenKey,
    adminUrl: adminOf(server),
    query: async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []) => (await pool.query<R>(text, [...values])).rows,
    async startHub(role, variables) {
      const own = role === 'worker' ? await freePort() : port;
      const environment = { ...shared, PORT: String(own), ...variables };
      const child = spawn(process.execPath, ['apps/hub/src/main.ts', 'serve', '--role', role, '--parent-pid', String(process.pid)], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const end = async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await ended;
      };
      running.defer(() => end('SIGTERM'));
      await untilServing(`http://127.0.0.1:${own}/ready`);
      return { pid: String(child.pid), kill: () => end('SIGKILL') };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function adminOf({ adminUrl, url }: { readonly adminUrl: string; readonly url: string }): string {
  const admin = new URL(adminUrl);
  admin.pathname = new URL(url).pathname;
  return admin.href;
}

async function untilServing(url: string): Promise<void> {
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await wait(50)) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`${url} did not answer within a minute`);
}
