import { parentPort } from 'node:worker_threads';
import { HubError } from '@shopfleet/kernel';
import { convertLabel } from './convert-label.ts';
import type { LabelRequest } from './converted-label.ts';
import type { ThreadAnswer } from './label-thread.ts';

/** Runs in a worker thread: one request in, one answer out. Anything but a `HubError` is a crash, and the pool starts anew. */
parentPort?.on('message', (request: LabelRequest) => {
  convertLabel(request).then(
    (label) => answer({ kind: 'label', label }),
    (error: unknown) => {
      if (!(error instanceof HubError)) throw error;
      answer({ kind: 'refused', code: error.code, message: error.message });
    },
  );
});

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}
