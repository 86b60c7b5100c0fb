import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One thing that Prism found: in what the hub asked, or in what the sandbox answered. */
export interface Violation {
  readonly call: string;
  readonly side: 'request' | 'response';
  readonly message: string;
}

/** The address that the hub takes for Amazon: sends each call through the proxy of its model and writes down what that found. */
export interface Court {
  readonly violations: readonly Violation[];
  /** How often each operation was judged. */
  readonly judged: ReadonlyMap<string, number>;
  /** Calls that no model covers. */
  readonly unjudged: readonly string[];
  stop(): Promise<void>;
}

interface Found {
  readonly location?: readonly string[];
  readonly severity?: string;
  readonly message?: string;
}

/** `proxies`: by the beginning of the path, the longest first. */
export async function openCourt(port: number, proxies: ReadonlyMap<string, string>): Promise<Court> {
  const violations: Violation[] = [];
  const judged = new Map<string, number>();
  const unjudged: string[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const call = `${method} ${url.split('?')[0]}`;
    const beginning = [...proxies.keys()].find((one) => url.startsWith(one));
    if (beginning === undefined) {
      unjudged.push(call);
      response.writeHead(404).end();
      return;
    }
    const body = await buffer(incoming);
    const { host: _, ...headers } = incoming.headers;
    const asked = forward(new URL(url, proxies.get(beginning)), { method, headers }).end(body);
    const [answered]: IncomingMessage[] = await once(asked, 'response');
    if (!answered) throw new Error(`no answer to ${call}`);
    const bytes = await buffer(answered);
    const { 'sl-violations': said, 'transfer-encoding': __, ...kept } = answered.headers;
    const operation = `${method} ${beginning}`;
    judged.set(operation, (judged.get(operation) ?? 0) + 1);
    note(call, typeof said === 'string' ? said : '', bytes);
    response.writeHead(answered.statusCode ?? 502, { ...kept, 'content-length': bytes.length }).end(bytes);
  }

  function note(call: string, said: string, bytes: Buffer): void {
    const found: Found[] = said === '' ? [] : JSON.parse(said);
    for (const { location = [], message = '' } of found) {
      violations.push({ call, side: location[0] === 'response' ? 'response' : 'request', message: `${location.join('.')}: ${message}` });
    }
    // Prism's own refusals: the model has no such path, or it could not read what came.
    const text = bytes.subarray(0, 2_000).toString('utf8');
    if (text.includes('stoplight.io/prism/errors')) violations.push({ call, side: 'request', message: text.slice(0, 500) });
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      violations.push({ call: `${incoming.method} ${incoming.url}`, side: 'response', message: `the proxy failed: ${String(error)}` });
      response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ violations, judged, unjudged },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
