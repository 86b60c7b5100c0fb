import type { LiveChange } from '@shopfleet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Which lists and details each kind of change makes stale. Query keys start with these words. */
const staleBy: Readonly<Record<LiveChange['topic'], readonly string[]>> = {
  order: ['orders', 'order', 'home', 'fulfilment'],
  'print-job': ['queue', 'history', 'order', 'orders', 'home', 'printers'],
  printer: ['printers', 'home'],
  agent: ['agents', 'printers'],
  shop: ['shops', 'home'],
  run: ['runs', 'shops', 'content-runs'],
  stock: ['stock', 'skus', 'listings', 'mappings', 'home'],
  rule: ['rules'],
  member: ['people'],
  outlet: ['outlets', 'content'],
  'content-account': ['outlets', 'content'],
};

/** Steps of a run come many a second: what it brought is read when it is over. */
const isOver = ({ topic, what }: LiveChange): boolean => topic === 'run' && what !== 'advanced' && what !== 'queued';

const refreshEveryMs = 400;
/** Long lists that change with every number that is published: nobody reads faster than this. */
const calmKeys: ReadonlySet<string> = new Set(['skus', 'listings', 'mappings', 'fulfilment']);
const calmEveryMs = 4_000;
const tickerLength = 50;

interface LiveState {
  readonly isOnline: boolean;
  readonly recent: readonly LiveChange[];
}

let state: LiveState = { isOnline: false, recent: [] };
const watchers = new Set<() => void>();

function setState(next: Partial<LiveState>): void {
  state = { ...state, ...next };
  for (const watcher of watchers) watcher();
}

/** Is the line open, and the newest changes first. */
export function useLive(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/** Listens to the hub and marks what changed as stale, at most a few times a second however fast the changes come. */
export function startLive(queries: QueryClient): () => void {
  const stale = new Set<string>();
  const readAt = new Map<string, number>();
  let timer: number | undefined;
  // The next round waits for the last one: changes that come faster than answers neither cancel a read nor are forgotten.
  const refresh = async () => {
    const now = Date.now();
    const keys = [...stale].filter((key) => !calmKeys.has(key) || now - (readAt.get(key) ?? 0) >= calmEveryMs);
    for (const key of keys) {
      stale.delete(key);
      readAt.set(key, now);
    }
    await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    timer = stale.size > 0 ? window.setTimeout(() => void refresh(), refreshEveryMs) : undefined;
  };
  const source = new EventSource('/api/events');
  source.onopen = () => {
    // Whatever happened while the line was down is read again.
    if (!state.isOnline) void queries.invalidateQueries();
    setState({ isOnline: true });
  };
  source.onerror = () => setState({ isOnline: false });
  source.addEventListener('change', (event) => {
    const change: LiveChange = JSON.parse(event.data);
    setState({ recent: [change, ...state.recent].slice(0, tickerLength) });
    for (const key of staleBy[change.topic]) stale.add(key);
    if (isOver(change)) for (const key of ['content', 'stock', 'listings', 'mappings']) stale.add(key);
    timer ??= window.setTimeout(() => void refresh(), refreshEveryMs);
  });
  return () => {
    source.close();
    window.clearTimeout(timer);
    stale.clear();
    setState({ isOnline: false, recent: [] });
  };
}
