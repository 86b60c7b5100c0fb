import { type Log, retryDelayMs } from '@shopfleet/kernel';
import type { EventQueue, Platform } from '@shopfleet/platform-kit';
import { type AcceptDeps, keepEvent } from './accept-event.ts';

export interface PullDeps extends AcceptDeps {
  readonly log: Log;
}

const backoff = { baseMs: 1_000, maxMs: 60_000 };

/**
 * Fetches the events that wait at the platforms, each platform in a loop of its own until `signal` aborts. An event is confirmed only
 * after it was stored; several processes may fetch at once, a repeat is stored once. Resolves when all loops have ended.
 */
export async function pullEvents(deps: PullDeps, signal: AbortSignal): Promise<void> {
  const loops = [...deps.platforms.values()].flatMap((platform) => {
    const { eventQueue } = platform;
    return eventQueue ? [pullForever(deps, platform, eventQueue, signal)] : [];
  });
  await Promise.all(loops);
}

async function pullForever(deps: PullDeps, platform: Platform, queue: EventQueue, signal: AbortSignal): Promise<void> {
  const { platform: name, title } = platform.manifest;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const hasMore = await pullOnce(deps, name, queue, signal);
      failures = 0;
      if (!hasMore) await pause(queue.everySeconds * 1_000, signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      deps.log.warn({ err: error, platform: name, failures }, `Events that wait at ${title} could not be fetched`);
      await pause(retryDelayMs(failures, backoff), signal);
    }
  }
}

/** Fetches and stores one batch; answers whether there is more to be had at once. */
export async function pullOnce(deps: AcceptDeps, platform: string, queue: EventQueue, signal: AbortSignal): Promise<boolean> {
  const { events, hasMore, confirm } = await queue.pull(signal);
  for (const { event, rawBody } of events) await keepEvent(deps, { platform, rawBody }, event);
  if (events.length > 0) await confirm();
  return hasMore;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
