import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lane } from './job-kind.ts';

const storage = new AsyncLocalStorage<Lane>();

/** The lane of the job that calls this, however deep; undefined outside of jobs. */
export function currentLane(): Lane | undefined {
  return storage.getStore();
}

export function inLane<T>(lane: Lane, work: () => T): T {
  return storage.run(lane, work);
}
