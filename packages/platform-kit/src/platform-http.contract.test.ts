import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@shopfleet/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFailure } from './failure.ts';
import { noLimit } from './idle-instruments.ts';
import type { PlatformCall } from './platform-call.ts';
import { createPlatformHttp, type PlatformHttp } from './platform-http.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer;
let arrivals: string[];
let blocks: { key: string; until: Date }[];
let slots: number;
let leaveWithinMs: number;
let outcomes: string[];
let breakers: string[];
let url: string;
let http: PlatformHttp;
let stop: () => Promise<void>;

beforeEach(async () => {
  arrivals = [];
  blocks = [];
  slots = 0;
  leaveWithinMs = 1_000;
  outcomes = [];
  breakers = [];
  const server = createServer((request, response) => {
    arrivals.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = createPlatformHttp({
    platform: 'test',
    limiter: {
      reserve: async () => {
        slots += 1;
        return { leaveByMs: performance.now() + leaveWithinMs };
      },
      block: async (key, until) => void blocks.push({ key, until }),
    },
    observer: { called: ({ outcome }) => outcomes.push(outcome), breakerChanged: ({ state }) => breakers.push(state) },
    clock: systemClock,
    allowedOrigins: [url],
    timeoutMs: 2_000,
    maxResponseBytes: 10_000,
    backoff: { baseMs: 5, maxMs: 10 },
    breaker: { failures: 5, openMs: 1_000 },
  });
  stop = async () => {
    await http.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => stop());

const plainCall = { operation: 'test', limitKey: 'key', limit: { requests: 50, windowSeconds: 1 }, breakerKey: 'shop' } as const;

function call(change: Partial<PlatformCall<string>> = {}, path = '/x'): Promise<string> {
  return http.send({
    ...plainCall,
    isRead: true,
    request: () => ({ method: 'GET', url: new URL(path, url), headers: {} }),
    read: (response) => {
      if (response.status === 429) throw new PlatformFailure('rate-limited', 'too many');
      if (response.status >= 500) throw new PlatformFailure('unavailable', 'broken');
      return Buffer.from(response.body).toString();
    },
    ...change,
  });
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => (error instanceof PlatformFailure ? error.kind : `not a failure: ${String(error)}`),
  );
}

const once = (first: Answer, then: Answer): Answer => {
  let isFirst = true;
  return (request, response) => {
    const chosen = isFirst ? first : then;
    isFirst = false;
    chosen(request, response);
  };
};
const fine: Answer = (_request, response) => response.end('fine');
const status =
  (code: number, headers = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end();
const hangUp: Answer = (request) => request.socket.destroy();
const silent: Answer = () => undefined;

describe('a read', () => {
  it('is repeated after a broken answer, a lost one and a late one', async () => {
    for (const trouble of [status(503), hangUp, silent]) {
      answer = once(trouble, fine);
      expect(await call()).toBe('fine');
    }
    expect(outcomes).toEqual(['unavailable', 'ok', 'unavailable', 'ok', 'unavailable', 'ok']);
  });

  it('is tried three times at most', async () => {
    answer = status(503);
    expect(await kindOf(call())).toBe('unavailable');
    expect(arrivals).toHaveLength(3);
  });

  it('blocks the limit until the instant that the platform names', async () => {
    answer = once(status(429, { 'retry-after': '2' }), fine);
    const startedMs = Date.now();
    expect(await call()).toBe('fine');
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.key).toBe('key');
    expect((blocks[0]?.until.getTime() ?? 0) - startedMs).toBeGreaterThanOrEqual(1_900);
  });
});

describe('a write', () => {
  const write = (change: Partial<PlatformCall<string>> = {}) => call({ isRead: false, ...change });

  it('whose answer is lost, late or cut has an unknown outcome and is not repeated', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    for (const trouble of [hangUp, silent, cut]) {
      answer = trouble;
      expect(await kindOf(write())).toBe('outcome-unknown');
    }
    expect(arrivals).toHaveLength(3);
  });

  it('that never left is unavailable', async () => {
    await stop();
    expect(await kindOf(write())).toBe('unavailable');
    stop = async () => undefined;
    http = createPlatformHttp({
      platform: 'test',
      limiter: noLimit,
      observer: { called: () => undefined, breakerChanged: () => undefined },
      clock: systemClock,
      allowedOrigins: [url],
    });
    expect(await kindOf(write())).toBe('unavailable');
    await http.close();
  });

  it('stays here when it is too late for it', async () => {
    answer = fine;
    expect(await kindOf(write({ mayLeave: () => false }))).toBe('unavailable');
    expect(arrivals).toEqual([]);
  });

  it('with an answer that cannot be read has an unknown outcome', async () => {
    answer = fine;
    const read = () => {
      throw new TypeError('what is this?');
    };
    expect(await kindOf(write({ read }))).toBe('outcome-unknown');
  });
});

describe('the client', () => {
  it('follows no redirect', async () => {
    answer = status(302, { location: `${url}/elsewhere` });
    expect(await kindOf(call())).toBe('unexpected');
    expect(arrivals).toEqual(['GET /x']);
  });

  it('cuts off an answer that is too large, announced or endless', async () => {
    answer = (_request, response) => {
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(4_096), () => setImmediate(more));
      };
      more();
    };
    expect(await kindOf(call())).toBe('unexpected');
  });

  it('does not call an address that nobody allowed', async () => {
    const inside = new URL(url.replace('127.0.0.1', 'localhost'));
    expect(await kindOf(call({ request: () => ({ method: 'GET', url: inside, headers: {} }) }))).toBe('forbidden');
    expect(arrivals).toEqual([]);
  });

  it('stops calling a shop in trouble, leaves others alone, and tries again after a while', async () => {
    answer = status(500);
    for (let i = 0; i < 2; i++) expect(await kindOf(call())).toBe('unavailable');
    const before = arrivals.length;
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unavailable', retryAt: expect.any(Date) });
    expect(arrivals).toHaveLength(before);
    answer = fine;
    expect(await call({ breakerKey: 'another shop' })).toBe('fine');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await call()).toBe('fine');
    expect(breakers).toEqual(['open', 'half-open', 'closed']);
  });

  it('takes another slot when the first passed while the request was made, and gives up after a few', async () => {
    answer = fine;
    leaveWithinMs = 400;
    let slowMs = 450;
    const request = async () => {
      await new Promise((resolve) => setTimeout(resolve, slowMs));
      slowMs = 0;
      return { method: 'GET' as const, url: new URL('/x', url), headers: {} };
    };
    expect(await call({ request })).toBe('fine');
    expect(slots).toBe(2);
    const stuck = async () => {
      slowMs = 450;
      return request();
    };
    expect(await kindOf(call({ request: stuck, isRead: false }))).toBe('unavailable');
    expect(arrivals).toHaveLength(1);
  });

  it('lets nobody through at once who waited while one call tried whether the platform is well again', async () => {
    answer = status(500);
    for (let i = 0; i < 2; i++) await kindOf(call());
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    answer = (_request, response) => setTimeout(() => response.end('fine'), 600);
    leaveWithinMs = 400;
    slots = 0;
    expect(await Promise.all([call(), call(), call()])).toEqual(['fine', 'fine', 'fine']);
    expect(slots).toBe(5);
  });

  it('makes a failure of every other error', async () => {
    answer = fine;
    const request = () => {
      throw new Error('no token');
    };
    expect(await kindOf(call({ request }))).toBe('unexpected');
  });
});
