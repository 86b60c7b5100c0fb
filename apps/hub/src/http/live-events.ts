import { operationRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp, type LiveNotice, liveChannel } from '@shopfleet/core/edge';
import type { Database } from '@shopfleet/db';
import type { Log } from '@shopfleet/kernel';

const heartbeatEveryMs = 15_000;
/** A screen that does not read gets this far behind, then it is cut off; it connects again and reads everything anew. */
const maxBacklogBytes = 256 * 1024;

type Sink = (chunk: string) => void;

/** Sends each tenant's committed changes to its own open screens, as server-sent events. */
export class LiveEvents {
  readonly #screens = new Map<string, Set<Sink>>();
  readonly #ends = new Set<() => void>();
  #unlisten: (() => Promise<void>) | undefined;
  #timer: NodeJS.Timeout | undefined;

  async start(database: Database, log: Log): Promise<void> {
    const onReconnect = () => this.#toAll('event: resync\ndata: {}\n\n');
    const onPayload = (payload: string) => {
      try {
        const { tenantId, ...change }: LiveNotice = JSON.parse(payload);
        const chunk = `event: change\ndata: ${JSON.stringify(change)}\n\n`;
        for (const send of this.#screens.get(tenantId) ?? []) send(chunk);
      } catch (error) {
        log.warn({ err: error }, 'A live change could not be read');
      }
    };
    this.#unlisten = await database.listen(liveChannel, onPayload, { onReconnect });
    this.#timer = setInterval(() => this.#toAll(': still here\n\n'), heartbeatEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const end of [...this.#ends]) end();
    await this.#unlisten?.();
  }

  get screenCount(): number {
    return this.#ends.size;
  }

  /** A stream of the tenant's changes that begins with a greeting, so that proxies and browsers know that it is open. */
  open(tenantId: string): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let end: (isGone: boolean) => void = () => undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const send: Sink = (chunk) => {
            if ((controller.desiredSize ?? 0) <= -maxBacklogBytes) end(false);
            else controller.enqueue(encoder.encode(chunk));
          };
          const forget = this.#add(tenantId, send);
          const close = () => end(false);
          end = (isGone) => {
            this.#ends.delete(close);
            if (forget() && !isGone) controller.close();
          };
          this.#ends.add(close);
          send('retry: 2000\nevent: hello\ndata: {}\n\n');
        },
        cancel: () => end(true),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    );
  }

  #add(tenantId: string, send: Sink): () => boolean {
    const screens = this.#screens.get(tenantId) ?? new Set<Sink>();
    this.#screens.set(tenantId, screens.add(send));
    return () => {
      const wasOpen = screens.delete(send);
      if (screens.size === 0 && this.#screens.get(tenantId) === screens) this.#screens.delete(tenantId);
      return wasOpen;
    };
  }

  #toAll(chunk: string): void {
    for (const screens of this.#screens.values()) for (const send of screens) send(chunk);
  }
}

export function registerLiveRoutes(app: HubApp, live: LiveEvents): void {
  app.openapi(operationRoutes.liveEvents, (c) => {
    c.header('Content-Type', 'text/event-stream; charset=utf-8');
    c.header('Cache-Control', 'no-store');
    c.header('X-Accel-Buffering', 'no');
    return c.body(live.open(callerOf(c).tenantId), 200);
  });
}
