import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that a server of this process has answered. */
export interface HeardCall {
  /** When the answer had been handed over, Unix ms. */
  readonly at: number;
  readonly port: number | undefined;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

type Message = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** Listens at the HTTP servers of this process, without standing in the way, until it is disposed. */
export function hearCalls(heard: (call: HeardCall) => void): Disposable {
  const bodies = new WeakMap<IncomingMessage, Buffer[]>();
  const started = (message: unknown) => {
    const { request } = message as Message;
    const chunks: Buffer[] = [];
    bodies.set(request, chunks);
    const push = request.push.bind(request);
    // Where the parser puts in what has arrived: reading it here would take it away from the server.
    request.push = (chunk, encoding) => {
      if (Buffer.isBuffer(chunk)) chunks.push(chunk);
      return push(chunk, encoding);
    };
  };
  const finished = (message: unknown) => {
    const { request, response } = message as Message;
    heard({
      at: Date.now(),
      port: request.socket.localPort,
      method: request.method ?? '',
      path: request.url ?? '',
      status: response.statusCode,
      body: Buffer.concat(bodies.get(request) ?? []).toString('utf8'),
    });
  };
  subscribe('http.server.request.start', started);
  subscribe('http.server.response.finish', finished);
  return {
    [Symbol.dispose]() {
      unsubscribe('http.server.request.start', started);
      unsubscribe('http.server.response.finish', finished);
    },
  };
}
