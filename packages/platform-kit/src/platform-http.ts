import { setTimeout as sleep } from 'node:timers/promises';
import { type Backoff, type Clock, retryDelayMs } from '@shopfleet/kernel';
import { assertAllowedUrl } from './address-guard.ts';
import { CircuitBreakers } from './circuit-breakers.ts';
import { PlatformFailure } from './failure.ts';
import { createDispatcher, guardedLookup } from './guarded-dispatcher.ts';
import { exchange, exchangeFailure } from './http-exchange.ts';
import type { HttpRequest, HttpResponse, PlatformCall } from './platform-call.ts';
import type { CallObserver, OutboundLimiter, OutboundSlot } from './port.ts';
import { retryAfterAt } from './retry-after.ts';

export interface PlatformHttpOptions {
  readonly platform: string;
  readonly limiter: OutboundLimiter;
  readonly observer: CallObserver;
  readonly clock: Clock;
  /** Origins that may be called although the guard would refuse them: the sandbox on loopback. */
  readonly allowedOrigins?: readonly string[];
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly maxResponseBytes?: number;
  /** Tries of a read, the first included. */
  readonly maxTries?: number;
  readonly backoff?: Backoff;
  readonly breaker?: { readonly failures: number; readonly openMs: number };
}

/** The one way out to a marketplace. */
export interface PlatformHttp {
  /** Sends one call under limiter and breaker; repeats only reads. Throws `PlatformFailure`. */
  send<T>(call: PlatformCall<T>): Promise<T>;
  /** Ends the pools at once. */
  close(): Promise<void>;
}

const defaults = {
  timeoutMs: 15_000,
  connectTimeoutMs: 5_000,
  maxResponseBytes: 16 * 1024 * 1024,
  maxTries: 3,
  backoff: { baseMs: 250, maxMs: 5_000 },
  breaker: { failures: 6, openMs: 5_000 },
};

/** Slots that one try may take until it leaves in time. */
const slotsPerTry = 5;

/** Builds the client of one platform: one pool, bounded time and size, no redirects, no way into the private network. */
export function createPlatformHttp(given: PlatformHttpOptions): PlatformHttp {
  const options = { ...defaults, ...given };
  const { platform, limiter, observer, clock } = options;
  const allowed = new Set((given.allowedOrigins ?? []).map((origin) => new URL(origin).origin));
  const guarded = createDispatcher({ connectTimeoutMs: options.connectTimeoutMs, lookup: guardedLookup() });
  const open = createDispatcher({ connectTimeoutMs: options.connectTimeoutMs });
  const breakers = new CircuitBreakers({ clock, observer, ...options.breaker });

  async function reserve(call: PlatformCall<unknown>): Promise<OutboundSlot> {
    try {
      return await limiter.reserve(call.limitKey, call.limit, call.signal);
    } catch (cause) {
      throw new PlatformFailure('unavailable', 'The call was not made: no slot could be reserved for it', { cause });
    }
  }

  async function sendOnce<T>(call: PlatformCall<T>, outgoing: HttpRequest): Promise<T> {
    if (call.mayLeave?.() === false) throw new PlatformFailure('unavailable', 'The request was not sent: it is too late for it');
    let response: HttpResponse | undefined;
    try {
      response = await exchange(outgoing, {
        dispatcher: allowed.has(outgoing.url.origin) ? open : guarded,
        timeoutMs: call.timeoutMs ?? options.timeoutMs,
        maxResponseBytes: call.maxResponseBytes ?? options.maxResponseBytes,
        signal: call.signal,
      });
    } catch (error) {
      throw exchangeFailure(error, call.isRead);
    }
    return readAnswer(call, response, clock);
  }

  async function observed<T>(call: PlatformCall<T>, outgoing: HttpRequest): Promise<T> {
    const startedMs = performance.now();
    const report = (outcome: string, requestId: string | undefined) =>
      observer.called({ platform, operation: call.operation, durationMs: performance.now() - startedMs, outcome, requestId });
    try {
      const answer = await sendOnce(call, outgoing);
      report('ok', undefined);
      return answer;
    } catch (error) {
      report(error instanceof PlatformFailure ? error.kind : 'unexpected', error instanceof PlatformFailure ? error.requestId : undefined);
      throw error;
    }
  }

  /** Without the limiter nobody can be held back, and nothing may be repeated. */
  async function block(call: PlatformCall<unknown>, until: Date, failure: PlatformFailure): Promise<void> {
    await limiter.block(call.limitKey, until, call.limit).catch(() => {
      throw failure;
    });
  }

  /** One try. A call that is late for its slot (its token was renewed, the breaker held it, we stood still) takes another. */
  async function attempt<T>(call: PlatformCall<T>): Promise<T> {
    const breaker = `${platform}:${call.breakerKey}`;
    for (let slots = 1; slots <= slotsPerTry; slots++) {
      breakers.assertClosed(breaker);
      const { leaveByMs } = await reserve(call);
      const outgoing = await call.request();
      assertAllowedUrl(outgoing.url, allowed);
      const sent = await breakers.run(breaker, async () =>
        performance.now() <= leaveByMs ? { answer: await observed(call, outgoing) } : undefined,
      );
      if (sent) return sent.answer;
    }
    throw new PlatformFailure('unavailable', 'The call was not made: it missed its slot several times');
  }

  async function send<T>(call: PlatformCall<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const startedMs = clock.now().getTime();
      try {
        return await attempt(call);
      } catch (error) {
        const delayMs = retryDelayMs(tries, options.backoff);
        const failure = withRetryAt(error, new Date(startedMs + delayMs));
        if (failure.kind === 'rate-limited' && failure.retryAt) await block(call, failure.retryAt, failure);
        if (!call.isRead || tries >= options.maxTries || !isWorthRepeating(failure)) throw failure;
        // A refused read waits in the limiter, which knows until when.
        if (failure.kind !== 'rate-limited')
          await sleep(delayMs, undefined, call.signal ? { signal: call.signal } : {}).catch(() => undefined);
        if (call.signal?.aborted) throw failure;
      }
    }
  }

  return {
    send,
    async close() {
      await Promise.all([guarded.destroy(), open.destroy()]);
    },
  };
}

/** A vendor's own "later" has its own schedule (a label that is not ready): the caller decides. */
function isWorthRepeating(failure: PlatformFailure): boolean {
  return failure.kind === 'rate-limited' || (failure.kind === 'unavailable' && failure.retryAt === undefined);
}

function withRetryAt(error: unknown, retryAt: Date): PlatformFailure {
  if (!(error instanceof PlatformFailure))
    return new PlatformFailure('unexpected', 'The call failed in a way nobody foresaw', { cause: error });
  if (error.kind !== 'rate-limited' || error.retryAt) return error;
  const { vendorCode, requestId } = error;
  return new PlatformFailure('rate-limited', error.message, {
    retryAt,
    cause: error,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function readAnswer<T>(call: PlatformCall<T>, response: HttpResponse, clock: Clock): T {
  if (response.status >= 300 && response.status < 400) {
    throw new PlatformFailure(
      call.isRead ? 'unexpected' : 'outcome-unknown',
      `The marketplace redirected (${response.status}); not followed`,
    );
  }
  try {
    return call.read(response);
  } catch (error) {
    const retryAt = retryAfterAt(response.headers['retry-after'], clock.now());
    if (error instanceof PlatformFailure && error.kind === 'rate-limited' && retryAt && !error.retryAt) throw withRetryAt(error, retryAt);
    throw exchangeFailure(error instanceof PlatformFailure ? error : unreadable(error), call.isRead);
  }
}

const unreadable = (cause: unknown) => new PlatformFailure('unexpected', 'The answer could not be read', { cause });
