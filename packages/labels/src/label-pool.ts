import { HubError } from '@shopfleet/kernel';
import type { ConvertedLabel, LabelRequest } from './converted-label.ts';
import { type LabelThread, startThread } from './label-thread.ts';

export interface LabelPoolOptions {
  /** Threads; started when first needed. */
  readonly size: number;
  /** Requests that may wait beyond those being converted; more are refused with `NOT_READY`. 100 when left out. */
  readonly maxQueue?: number;
  /** A document that takes longer is refused with `UNREADABLE_DOCUMENT`, and its thread is replaced. 20 s when left out. */
  readonly timeoutMs?: number;
  /** Program of a thread; only tests need another one. */
  readonly script?: URL;
}

export interface LabelPool extends AsyncDisposable {
  /** `convertLabel` on a thread of its own: same answers, same errors. */
  convertLabel(request: LabelRequest): Promise<ConvertedLabel>;
  /** Refuses what waits and ends the threads. */
  close(): Promise<void>;
}

interface Task {
  readonly request: LabelRequest;
  readonly resolve: (label: ConvertedLabel) => void;
  readonly reject: (error: unknown) => void;
}

const closing = () => new HubError('NOT_READY', { message: 'The label converter is shutting down. Try again in a moment.' });
const full = () =>
  new HubError('NOT_READY', { message: 'Too many labels are being converted. Try again in a moment.', retryAfterSeconds: 2 });

/** Converts labels beside the main thread. A crash or a time-out costs one document and one thread, never the process. */
export function createLabelPool(options: LabelPoolOptions): LabelPool {
  const { size, maxQueue = 100, timeoutMs = 20_000, script = new URL('./label-worker.ts', import.meta.url) } = options;
  const idle: LabelThread[] = [];
  const busy = new Set<LabelThread>();
  const queue: Task[] = [];
  let isClosed = false;

  const idleThread = (): LabelThread => {
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) if (thread.isAlive()) return thread;
    return startThread(script);
  };

  const work = async (task: Task) => {
    const thread = idleThread();
    busy.add(thread);
    try {
      task.resolve(await thread.run(task.request, timeoutMs));
    } catch (error) {
      task.reject(error);
    } finally {
      busy.delete(thread);
      if (thread.isAlive()) idle.push(thread);
      next();
    }
  };

  const next = () => {
    const task = busy.size < size && !isClosed ? queue.shift() : undefined;
    if (task !== undefined) void work(task);
  };

  const close = async () => {
    isClosed = true;
    for (const task of queue.splice(0)) task.reject(closing());
    await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.end(closing())));
  };

  return {
    convertLabel: (request) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closing());
        if (busy.size >= size && queue.length >= maxQueue) return reject(full());
        queue.push({ request, resolve, reject });
        next();
      }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
