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
  const server = createServer((request, response) => send(response, pageFor(request, token, snapshot)));
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

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly cookie?: string;
}

function pageFor(request: IncomingMessage, token: string, snapshot: () => AgentSnapshot): Page {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  // A web page elsewhere may point its own name at 127.0.0.1; such a request carries that name.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return { status: 421, type: 'text/plain', body: 'Wrong host' };
  const given = url.searchParams.get('token') ?? cookieOf(request) ?? '';
  if (!isSame(given, token))
    return { status: 401, type: 'text/plain', body: 'Open the address that stands in the file ui-url of the agent’s directory.' };
  if (request.method !== 'GET') return { status: 405, type: 'text/plain', body: 'Read only' };
  if (url.pathname === '/state.json') return { status: 200, type: 'application/json', body: JSON.stringify(snapshot()) };
  if (url.pathname !== '/') return { status: 404, type: 'text/plain', body: 'Not here' };
  return { status: 200, type: 'text/html', body: localPage, cookie: `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/` };
}

function cookieOf(request: IncomingMessage): string | undefined {
  return new RegExp(`(?:^|; )${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function send(response: ServerResponse, { status, type, body, cookie }: Page): void {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  response.writeHead(status, { ...headers, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) });
  response.end(body);
}
