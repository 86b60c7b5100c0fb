import { Worker } from 'node:worker_threads';
import { type ErrorCode, HubError } from '@shopfleet/kernel';
import type { ConvertedLabel, LabelRequest } from './converted-label.ts';
import { unreadable } from './unreadable-document.ts';

/** What a thread says about the one request that it was given. */
export type ThreadAnswer =
  | { readonly kind: 'label'; readonly label: ConvertedLabel }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

/** A worker thread that converts one label at a time. Once it has crashed or run out of time, it is dead. */
export interface LabelThread {
  readonly isAlive: () => boolean;
  run(request: LabelRequest, timeoutMs: number): Promise<ConvertedLabel>;
  end(reason: Error): Promise<void>;
}

export function startThread(script: URL): LabelThread {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  let current: PromiseWithResolvers<ConvertedLabel> | undefined;
  let isAlive = true;

  const die = (reason: Error) => {
    isAlive = false;
    current?.reject(reason);
    current = undefined;
    return worker.terminate();
  };
  // Listeners stay for the thread's life: a worker whose message listeners were all removed once never speaks again.
  worker.on('error', (cause) => die(unreadable('This document stopped the label converter. Save it anew as a plain PDF.', cause)));
  worker.on('exit', () => die(unreadable('The label converter ended while it worked on this document. Try again.')));
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'label') current?.resolve(answer.label);
    else current?.reject(new HubError(answer.code, { message: answer.message }));
    current = undefined;
  });
  worker.unref();

  return {
    isAlive: () => isAlive,
    run: async (request, timeoutMs) => {
      current = Promise.withResolvers<ConvertedLabel>();
      const late = unreadable(`Converting this document took longer than ${timeoutMs / 1000} s. Save it anew as a plain PDF.`);
      const timer = setTimeout(() => void die(late), timeoutMs);
      // A thread at work keeps the process alive, an idle one does not.
      worker.ref();
      try {
        worker.postMessage(request);
        return await current.promise;
      } finally {
        clearTimeout(timer);
        worker.unref();
      }
    },
    end: async (reason) => {
      await die(reason);
    },
  };
}
