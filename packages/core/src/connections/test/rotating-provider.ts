import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RotatingProvider extends AsyncDisposable {
  readonly url: string;
  readonly counts: { refreshes: number; reuses: number; calls: number };
  /** Milliseconds that the next answers to a refresh take. */
  setDelay(delayMs: () => number): void;
  /** Whether a refresh voids the refresh token that it used. */
  setRotation(isOn: boolean): void;
  /** Ends every access token and gives a first pair. */
  grant(): { access: string; refresh: string };
  expire(): void;
  /** Holds back the answer to the next refresh until `release`; `sender` resolves with the process that asked. */
  holdNextRefresh(): { sender: Promise<number>; release(): void };
}

/**
 * A marketplace's token host that voids refresh tokens once used and counts whoever uses one twice. Access tokens never end by
 * time, only by `expire()`.
 */
export async function startRotatingProvider(): Promise<RotatingProvider> {
  const access = new Set<string>();
  const refresh = new Map<string, 'good' | 'used'>();
  const counts = { refreshes: 0, reuses: 0, calls: 0 };
  let delayMs = () => 0;
  let isRotating = true;
  let hold: { arrived(pid: number): void; released: Promise<void> } | undefined;
  const pair = () => {
    const fresh = { access: `acc_${randomBytes(12).toString('hex')}`, refresh: `ref_${randomBytes(12).toString('hex')}` };
    access.clear();
    access.add(fresh.access);
    refresh.set(fresh.refresh, 'good');
    return fresh;
  };

  async function answer(url: URL): Promise<{ status: number; body: object }> {
    if (url.pathname === '/call') {
      counts.calls += 1;
      return { status: access.has(url.searchParams.get('token') ?? '') ? 200 : 401, body: {} };
    }
    const token = url.searchParams.get('refresh_token') ?? '';
    counts.refreshes += 1;
    const state = refresh.get(token);
    if (state !== 'good') {
      counts.reuses += state === 'used' ? 1 : 0;
      return { status: 403, body: {} };
    }
    if (isRotating) refresh.set(token, 'used');
    const fresh = isRotating ? pair() : { ...pair(), refresh: token };
    const held = hold;
    hold = undefined;
    held?.arrived(Number(url.searchParams.get('pid')));
    await (held ? held.released : sleep(delayMs()));
    return { status: 200, body: fresh };
  }

  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost'))
      .then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    setDelay: (next) => {
      delayMs = next;
    },
    setRotation: (isOn) => {
      isRotating = isOn;
    },
    grant: pair,
    expire: () => access.clear(),
    holdNextRefresh() {
      const sender = Promise.withResolvers<number>();
      const released = Promise.withResolvers<void>();
      hold = { arrived: sender.resolve, released: released.promise };
      return { sender: sender.promise, release: released.resolve };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
