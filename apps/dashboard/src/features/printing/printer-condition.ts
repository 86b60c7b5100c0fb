import type { Tone } from '../../ui/badge.tsx';
import type { Printer } from './print-queries.ts';

export type ConditionKey =
  | 'agent-offline'
  | 'paused'
  | 'unreachable'
  | 'media-empty'
  | 'media-jam'
  | 'cover-open'
  | 'marker-empty'
  | 'printer-paused'
  | 'offline'
  | 'stopped'
  | 'never-seen'
  | 'printing'
  | 'idle';

export interface Condition {
  /** Names the words for it and for what to do. */
  readonly key: ConditionKey;
  readonly tone: Tone;
  /** True when labels wait until a person does something. */
  readonly needsCare: boolean;
}

const worstFirst = ['media-jam', 'cover-open', 'media-empty', 'marker-empty', 'offline', 'paused'] as const;

const care = (key: ConditionKey): Condition => ({ key, tone: 'bad', needsCare: true });

/**
 * The one thing that matters most about a printer: what stops it, told by the printer where it can be heard. An agent that is
 * away hides everything behind it, so that comes first; a pause that a person asked for is no trouble.
 */
export function printerCondition(printer: Pick<Printer, 'isAgentOnline' | 'isPaused' | 'state' | 'reasons' | 'reportedAt'>): Condition {
  if (!printer.isAgentOnline) return care('agent-offline');
  if (printer.state === 'unreachable') return printer.reportedAt === null ? neverSeen : care('unreachable');
  const reason = worstFirst.find((name) => printer.reasons.includes(name));
  if (reason !== undefined) return care(reason === 'paused' ? 'printer-paused' : reason);
  if (printer.state === 'stopped') return care('stopped');
  if (printer.isPaused) return { key: 'paused', tone: 'warn', needsCare: false };
  if (printer.reportedAt === null) return neverSeen;
  return printer.state === 'printing'
    ? { key: 'printing', tone: 'accent', needsCare: false }
    : { key: 'idle', tone: 'good', needsCare: false };
}

const neverSeen: Condition = { key: 'never-seen', tone: 'neutral', needsCare: false };
