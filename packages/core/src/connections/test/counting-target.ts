import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hrtime } from 'node:process';

/** The header in which a caller says when its request left, in `machineMs`. */
export const leftAtHeader = 'x-left-at';

/** Milliseconds of the one monotonic clock that all processes of a machine share. */
export const machineMs = (): number => Number(hrtime.bigint()) / 1e6;

export interface Hit {
  readonly leftMs: number;
  readonly arrivedMs: number;
}

export interface CountingTarget extends AsyncDisposable {
  readonly url: string;
  readonly hits: Hit[];
}

/** A target that writes down when each request left its caller and when it came in. */
export async function startTarget(): Promise<CountingTarget> {
  const hits: Hit[] = [];
  const server = createServer((request, response) => {
    hits.push({ leftMs: Number(request.headers[leftAtHeader]), arrivedMs: machineMs() });
    response.end();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    hits,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The most instants in any window that begins with one of them. */
export function busiestWindow(instants: readonly number[], windowMs: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let busiest = 0;
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && (sorted[to] ?? 0) < (sorted[from] ?? 0) + windowMs) to += 1;
    busiest = Math.max(busiest, to - from);
  }
  return busiest;
}
