import { HubError } from '@shopfleet/kernel';

/** Own days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A period before it is known which day an account has: so many days up to its own today, or fixed days. */
export type PeriodRequest = { readonly days: number } | Period;

export interface PeriodQuery {
  readonly days?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare?: 'none' | 'previous' | undefined;
  readonly compareFrom?: string | undefined;
  readonly compareTo?: string | undefined;
}

export interface ReportPeriods {
  readonly period: PeriodRequest;
  readonly compared: 'previous' | Period | undefined;
}

export const defaultDays = 30;
const maxDays = 366;
const dayMs = 86_400_000;

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days lie between: 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

export function lengthOf(period: Period): number {
  return daysBetween(period.from, period.to) + 1;
}

/** The first of some days; undefined when there are none. */
export function earliestOf(days: readonly string[]): string | undefined {
  return days.toSorted()[0];
}

export function latestOf(days: readonly string[]): string | undefined {
  return days.toSorted().at(-1);
}

/** Every day of a period, the oldest first. */
export function daysOf(period: Period): string[] {
  return Array.from({ length: Math.max(0, lengthOf(period)) }, (_, n) => addDays(period.from, n));
}

/** Reads the period of a query; throws `INVALID_REQUEST` when its parts do not fit together. */
export function readPeriods(query: PeriodQuery): ReportPeriods {
  const fixed = readRange(query.from, query.to, 'from and to');
  if (fixed && query.days !== undefined) refuse('Give days, or from and to, not both');
  const compared = readRange(query.compareFrom, query.compareTo, 'compareFrom and compareTo');
  return {
    period: fixed ?? { days: query.days ?? defaultDays },
    compared: compared ?? (query.compare === 'previous' ? 'previous' : undefined),
  };
}

function readRange(from: string | undefined, to: string | undefined, names: string): Period | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) return refuse(`${names} belong together`);
  if (from > to) refuse(`${names}: the first day must not be after the last`);
  if (from < '2000-01-01' || to > '2200-01-01') refuse(`${names}: the years 2000 to 2199`);
  if (lengthOf({ from, to }) > maxDays) refuse(`${names}: at most ${maxDays} days`);
  return { from, to };
}

function refuse(message: string): never {
  throw new HubError('INVALID_REQUEST', { message });
}

export function periodFor(request: PeriodRequest, today: string): Period {
  return 'days' in request ? { from: addDays(today, 1 - request.days), to: today } : request;
}

/** The equally long period before, or the one that was asked for. */
export function comparedPeriod(compared: ReportPeriods['compared'], period: Period): Period | undefined {
  if (compared !== 'previous') return compared;
  return { from: addDays(period.from, -lengthOf(period)), to: addDays(period.from, -1) };
}
