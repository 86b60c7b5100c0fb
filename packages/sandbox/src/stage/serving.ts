import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';
import { close, listen } from './listening.ts';
import type { Timeline } from './timeline.ts';

const savingEveryMs = 100;

/** What answers every request of a sandbox, in the words of its platform also when something breaks. */
interface Door {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface Trouble {
  /** Answers what the platform refuses by itself; false for anything else. */
  refuse(response: ServerResponse, error: unknown): boolean;
  /** The platform's own words for a fault of its own. */
  fail(response: ServerResponse): void;
  readonly log: ((line: string) => void) | undefined;
}

/** A server that answers whatever happens. An error that is no refusal is logged. */
export function serverOf(door: Door, { refuse, fail, log }: Trouble): Server {
  const server = createServer((request, response) => {
    door.answer(request, response).catch((error: unknown) => {
      if (response.destroyed || refuse(response, error)) return;
      log?.(`sandbox error at ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) fail(response);
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

/** What runs beside the server and ends with it. */
interface Running {
  readonly world: { readonly timeline: Timeline; readonly address: { url: string } };
  readonly journal: Journal | undefined;
  readonly others: readonly { stop(): void }[];
}

/** Listens, tells the world its address, and writes what changed by itself to the journal. */
export async function serve(
  server: Server,
  { port = 0, host = '127.0.0.1' }: { readonly port?: number | undefined; readonly host?: string | undefined },
  { world, journal, others }: Running,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const url = await listen(server, port, host);
  world.address.url = url;
  const saving = setInterval(() => journal?.flush(), savingEveryMs).unref();
  const stop = async (): Promise<void> => {
    world.timeline.stop();
    for (const other of others) other.stop();
    clearInterval(saving);
    await close(server);
    journal?.stop();
  };
  return { url, stop };
}

/** Where a sandbox listens and what it keeps: the same choices for each of them. */
export interface ServingOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Same seed, same ids and choices. Default: from the time, so that two runs never share order ids. */
  readonly seed?: number;
  readonly stateFile?: string;
  readonly log?: (line: string) => void;
}

/** The seed of a run that was given none. */
export const seedOfNow = (): number => Math.floor(Date.now() / 100) % 1_000_000;
