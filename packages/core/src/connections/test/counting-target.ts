import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingTarget extends AsyncDisposable {
  readonly url: string;
  /** When each request arrived, in monotonic ms. */
  readonly arrivals: number[];
}

/** A target that writes down when each request reached it. */
export async function startTarget(): Promise<CountingTarget> {
  const arrivals: number[] = [];
  const server = createServer((_request, response) => {
    arrivals.push(performance.now());
    response.end();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    arrivals,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The most arrivals in any window that begins with an arrival. */
export function busiestWindow(arrivals: readonly number[], windowMs: number): number {
  let busiest = 0;
  for (let from = 0, to = 0; from < arrivals.length; from++) {
    while (to < arrivals.length && (arrivals[to] ?? 0) < (arrivals[from] ?? 0) + windowMs) to += 1;
    busiest = Math.max(busiest, to - from);
  }
  return busiest;
}
