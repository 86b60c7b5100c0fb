import type { ChildProcess } from 'node:child_process';
import { open, rename, rm, stat } from 'node:fs/promises';
import { type Log, retryDelayMs } from '@shopfleet/kernel';
import { Client } from 'pg';
import { sqlState } from '../postgres-errors.ts';
import { type EmbeddedPostgresError, explainServerOutput } from './embedded-postgres-error.ts';
import { type ServerPlace, spawnPostmaster, stopPostmaster } from './postmaster.ts';
import { signalProcess } from './process-identity.ts';

const readyWithinMs = 300_000;
const startTries = 40;
const maxLogBytes = 5_000_000;
/** What a server says that may start in a moment: helpers of a killed one still end, or its port is not free yet. */
const passing = /pre-existing shared memory block|Address already in use|postmaster.pid" already exists/;

/** Runs the server, starts it again when it dies, and stops it. */
export class SupervisedServer {
  readonly #place: ServerPlace;
  readonly #adminUrl: string;
  readonly #port: number;
  readonly #log: Log;
  #child: ChildProcess | undefined;
  #restarting: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(place: ServerPlace, port: number, adminUrl: string, log: Log) {
    this.#place = place;
    this.#port = port;
    this.#adminUrl = adminUrl;
    this.#log = log;
  }

  /** Resolves when the server answers queries. Rejects with a sentence for people. */
  async start(): Promise<void> {
    await trimLog(this.#place.logFile);
    for (let attempt = 1; ; attempt++) {
      const failure = await this.#tryStart();
      if (!failure) break;
      if (!passing.test(failure.message) || attempt === startTries || this.#isStopping) throw failure;
      await pause(250);
    }
    this.#child?.once('exit', (code, signal) => this.#onExit(code, signal));
    if (this.#child && hasEnded(this.#child)) this.#onExit(this.#child.exitCode, this.#child.signalCode);
  }

  /** Ends the server within 25 s, however busy it is. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#restarting;
    const child = this.#child;
    if (child?.pid !== undefined && !hasEnded(child)) await stopPostmaster(child.pid, this.#place);
  }

  /** For the exit of this process, where nothing can wait: asks the server to end by itself. */
  abandon(): void {
    if (this.#child?.pid !== undefined && !hasEnded(this.#child)) signalProcess(this.#child.pid, 'SIGINT');
  }

  async #tryStart(): Promise<EmbeddedPostgresError | undefined> {
    const logStart = (await stat(this.#place.logFile).catch(() => undefined))?.size ?? 0;
    const child = await spawnPostmaster(this.#place, this.#port);
    child.unref();
    this.#child = child;
    for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await pause(25)) {
      if (hasEnded(child)) break;
      if (await answers(this.#adminUrl)) return undefined;
    }
    const output = await readFrom(this.#place.logFile, logStart);
    if (child.pid !== undefined && !hasEnded(child)) await stopPostmaster(child.pid, this.#place);
    return explainServerOutput('PostgreSQL did not start', this.#place.cluster, output);
  }

  #onExit(code: number | null, signal: string | null): void {
    if (this.#isStopping) return;
    this.#log.error({ code, signal }, 'The embedded PostgreSQL ended unexpectedly; starting it again');
    this.#restarting = this.#restart();
  }

  async #restart(): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt++) {
      try {
        await this.start();
        this.#log.info({}, 'The embedded PostgreSQL is back');
        return;
      } catch (error) {
        this.#log.error({ err: error }, 'The embedded PostgreSQL could not be started again');
        await pause(retryDelayMs(attempt, { baseMs: 250, maxMs: 5_000 }));
      }
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** False while the server cannot be reached or still recovers; throws for any other refusal, such as a wrong password. */
async function answers(adminUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    const state = sqlState(error);
    if (state !== undefined && !state.startsWith('57P')) throw error;
    return false;
  } finally {
    await client.end();
  }
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.min(size - position, 64_000)), position });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Keeps one old log beside the current one. */
async function trimLog(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size < maxLogBytes) return;
  await rm(`${path}.old`, { force: true });
  await rename(path, `${path}.old`);
}
