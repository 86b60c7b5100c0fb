import type { Schemas } from '../lib/api.ts';

export type PrintState = Schemas['PrintJob']['state'];
export const printStates: readonly PrintState[] = [
  'queued',
  'leased',
  'received',
  'sending',
  'spooled',
  'confirmed',
  'unknown',
  'failed',
  'expired',
  'cancelled',
];

/** The filters of the print history as they stand in the address. Days are `2026-11-21` in the person's own time zone. */
export interface HistorySearch {
  readonly q?: string;
  readonly printerId?: string;
  readonly state?: PrintState;
  readonly from?: string;
  readonly to?: string;
  readonly isReprint?: 'true' | 'false';
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const state = printStates.find((name) => name === search.state);
  const isReprint = String(search.isReprint);
  return {
    // A number that was typed into the address is read as a number there: order numbers are text here.
    ...(['string', 'number'].includes(typeof search.q) && search.q !== '' ? { q: String(search.q).slice(0, 100) } : {}),
    ...(typeof search.printerId === 'string' ? { printerId: search.printerId } : {}),
    ...(state ? { state } : {}),
    ...(isDay(search.from) ? { from: search.from } : {}),
    ...(isDay(search.to) ? { to: search.to } : {}),
    ...(isReprint === 'true' || isReprint === 'false' ? { isReprint } : {}),
  };
}
