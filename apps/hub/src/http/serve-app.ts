import { type IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { HubError } from '@shopfleet/kernel';
import { refusalResponse } from './refusal.ts';

type FetchCallback = (request: Request, env: HttpBindings) => Response | Promise<Response>;

export interface HttpServer {
  readonly server: Server;
  readonly port: number;
  /** From now on, calls go to the application; until then they are told that the hub is starting. */
  use(app: { fetch: FetchCallback }): void;
  /** From now on, new calls are told to come again. */
  refuse(why: string): void;
  /** Connections that leave HTTP; one that `accept` does not take is refused. */
  onUpgrade(accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean): void;
  /** Takes no more calls, lets running ones end for up to `graceMs`, then cuts them off. */
  stop(graceMs: number): Promise<void>;
}

/** Listens; rejects in words when the port is taken or may not be used. */
export async function serveApp({ host, port }: { host: string; port: number }): Promise<HttpServer> {
  let fetch: FetchCallback = notReady('The hub is starting');
  const server = createAdaptorServer({ fetch: (request, env) => fetch(request, env as HttpBindings) });
  if (!(server instanceof Server)) throw new Error('expected a plain HTTP server');
  // Slow senders are cut off; a client that holds its connection open costs a socket and nothing else.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const use: HttpServer['use'] = (app) => {
    fetch = app.fetch;
  };
  const refuse = (why: string) => {
    fetch = notReady(why);
  };
  const onUpgrade: HttpServer['onUpgrade'] = (accept) => {
    server.on('upgrade', (request, socket, head) => {
      if (!accept(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    });
  };
  return { server, port: address.port, use, refuse, onUpgrade, stop: (graceMs) => stopServer(server, graceMs) };
}

const notReady =
  (message: string): FetchCallback =>
  (request) => {
    const { pathname: path } = new URL(request.url);
    return refusalResponse(new HubError('NOT_READY', { message, retryAfterSeconds: 1 }), { path, requestId: 'not-ready' });
  };

/** The address at which a browser on this machine finds the hub. */
export function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function explain(error: Error, host: string, port: number): Error {
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} on ${host} is taken: stop the other program, or set PORT to another one`, { cause: error });
  if (code === 'EACCES') return new Error(`Port ${port} may not be used by this user: set PORT to one above 1023`, { cause: error });
  if (code === 'EADDRNOTAVAIL') return new Error(`This machine has no address ${host}: set HOST to 127.0.0.1 or 0.0.0.0`, { cause: error });
  return error;
}

function stopServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
