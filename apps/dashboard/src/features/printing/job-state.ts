import type { Tone } from '../../ui/badge.tsx';
import type { Job } from './print-queries.ts';

export const jobTones: Readonly<Record<Job['state'], Tone>> = {
  queued: 'neutral',
  leased: 'info',
  received: 'info',
  sending: 'accent',
  spooled: 'accent',
  confirmed: 'good',
  unknown: 'warn',
  failed: 'bad',
  expired: 'bad',
  cancelled: 'neutral',
};

const places: Readonly<Record<Job['state'], 'undecided' | 'stopped' | 'printing' | 'waiting' | 'over'>> = {
  unknown: 'undecided',
  failed: 'stopped',
  expired: 'stopped',
  sending: 'printing',
  spooled: 'printing',
  received: 'printing',
  leased: 'printing',
  queued: 'waiting',
  confirmed: 'over',
  cancelled: 'over',
};

export interface PrinterQueue {
  readonly printerId: string;
  readonly printerName: string;
  readonly jobs: readonly Job[];
}

export interface SortedQueue {
  readonly undecided: readonly Job[];
  readonly stopped: readonly Job[];
  /** What prints and waits, by printer in the order of their names; what prints stands first. */
  readonly printers: readonly PrinterQueue[];
  readonly printing: number;
  readonly waiting: number;
}

/** The queue as the screen shows it. Jobs keep the order in which the hub prints them. */
export function sortQueue(jobs: readonly Job[]): SortedQueue {
  const at = (place: string) => jobs.filter((job) => places[job.state] === place);
  const printing = at('printing');
  const waiting = at('waiting');
  const byPrinter = Map.groupBy([...printing, ...waiting], (job) => job.printerId);
  const printers = [...byPrinter].map(([printerId, own]) => ({ printerId, printerName: own[0]?.printerName ?? printerId, jobs: own }));
  return {
    undecided: at('undecided'),
    stopped: at('stopped'),
    printers: printers.toSorted((a, b) => a.printerName.localeCompare(b.printerName)),
    printing: printing.length,
    waiting: waiting.length,
  };
}

/** Only a job that no agent has yet can be paused, moved or given another turn. */
export const isChangeable = (job: Job): boolean => job.state === 'queued';
export const isCancellable = (job: Job): boolean => places[job.state] === 'waiting' || places[job.state] === 'printing';
export const isWithAgent = (job: Job): boolean => ['received', 'sending', 'spooled'].includes(job.state);
export const isMoving = (job: Job): boolean => places[job.state] === 'printing';
