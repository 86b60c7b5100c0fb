import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { replaceFile } from '../journal/durable-file.ts';
import type { AgentSnapshot } from './agent-snapshot.ts';
import { localPage } from './local-page.ts';

export interface LocalServer {
  /** Opens the page; holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

const cookieName = 'shopfleet_agent';
export const uiFileIn = (directory: string): string => join(directory, 'ui-url');

/**
 * The agent's own screen on 127.0.0.1, for whoever can read its directory: the token is new at every start and stands in `ui-url`.
 * Read-only. `port` 0 takes any free one.
 */
export async function serveLocally(directory: string, port: number, snapshot: () => AgentSnapshot): Promise<LocalServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => answer(request, response, token, snapshot));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/?token=${token}`;
  replaceFile(uiFileIn(directory), `${url}\n`, 0o600);
  return {
    url,
    close: () =>
      new Promise((done) => {
        rmSync(uiFileIn(directory), { force: true });
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, token: string, snapshot: () => AgentSnapshot): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  // A web page elsewhere may point its own name at 127.0.0.1; such a request carries that name.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return end(response, 421, 'text/plain', 'Wrong host');
  const given = url.searchParams.get('token') ?? cookieOf(request) ?? '';
  if (!isSame(given, token))
    return end(response, 401, 'text/plain', 'Open the address that stands in the file ui-url of the agent’s directory.');
  if (request.method !== 'GET') return end(response, 405, 'text/plain', 'Read only');
  if (url.pathname === '/state.json') return end(response, 200, 'application/json', JSON.stringify(snapshot()));
  if (url.pathname !== '/') return end(response, 404, 'text/plain', 'Not here');
  response.setHeader('set-cookie', `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`);
  end(response, 200, 'text/html', localPage);
}

function cookieOf(request: IncomingMessage): string | undefined {
  return new RegExp(`(?:^|; )${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  response.end(body);
}
