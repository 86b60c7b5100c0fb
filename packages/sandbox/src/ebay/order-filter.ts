import type { FulfillmentStatus, Order } from './model.ts';
import { orderStatus } from './order-life.ts';
import { Refusal } from './refusal.ts';

const dayMs = 86_400_000;
const usualDays = 90;
const mostYears = 2;
/** Clocks of callers differ a little. */
const futureToleranceMs = 60_000;

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const statusSets: readonly (readonly FulfillmentStatus[])[] = [
  ['NOT_STARTED', 'IN_PROGRESS'],
  ['FULFILLED', 'IN_PROGRESS'],
];

/**
 * Reads `filter` of the order list. Without a date the last 90 days count; of two dates only the date of creation does.
 * @throws Refusal 30700–30850
 */
export function readOrderFilter(text: string | undefined, nowMs: number): (order: Order) => boolean {
  const criteria = new Map<string, string>();
  for (const part of splitCriteria(text ?? '')) {
    const [, name = '', value = ''] = /^([a-zA-Z]+):(.*)$/.exec(part) ?? [];
    if (!['creationdate', 'lastmodifieddate', 'orderfulfillmentstatus'].includes(name)) {
      throw new Refusal(30700, 'Invalid filter name', { parameters: { fieldname: name === '' ? part : name } });
    }
    criteria.set(name, value);
  }
  const created = criteria.get('creationdate');
  const modified = criteria.get('lastmodifieddate');
  const createdRange = created === undefined ? undefined : readRange('creationdate', created, nowMs);
  const modifiedRange = modified === undefined ? undefined : readRange('lastmodifieddate', modified, nowMs);
  const statuses = readStatuses(criteria.get('orderfulfillmentstatus'));
  return (order) => {
    const isInTime = createdRange
      ? isWithin(createdRange, order.createdAtMs)
      : isWithin(
          modifiedRange ?? { fromMs: nowMs - usualDays * dayMs, untilMs: nowMs + futureToleranceMs },
          modifiedRange ? order.modifiedAtMs : order.createdAtMs,
        );
    return isInTime && (statuses === undefined || statuses.includes(orderStatus(order)));
  };
}

interface Range {
  readonly fromMs: number;
  readonly untilMs: number;
}

const isWithin = (range: Range, ms: number): boolean => ms >= range.fromMs && ms <= range.untilMs;

/** Commas between criteria; those inside brackets belong to their value. */
const splitCriteria = (text: string): string[] =>
  text
    .split(/,(?![^[{]*[\]}])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readRange(name: string, value: string, nowMs: number): Range {
  const match = /^\[([^\]]*?)(?:\.\.([^\]]*))?\]$/.exec(value);
  if (!match) throw badValue(name, value);
  const [, from = '', until = ''] = match;
  if (from === '') throw new Refusal(30820, 'Start date is missing');
  for (const text of [from, until]) {
    if (text !== '' && (!instantShape.test(text) || Number.isNaN(Date.parse(text)))) throw new Refusal(30810, 'Invalid date format');
  }
  const range = { fromMs: Date.parse(from), untilMs: until === '' ? nowMs + futureToleranceMs : Date.parse(until) };
  if (range.fromMs > nowMs + futureToleranceMs || range.untilMs > nowMs + futureToleranceMs) {
    throw new Refusal(30850, "Start and end dates can't be in the future");
  }
  if (range.fromMs > range.untilMs) throw new Refusal(30840, 'Start date should be before end date');
  if (range.fromMs < nowMs - mostYears * 366 * dayMs) {
    throw new Refusal(30830, `Time range between start date and end date must be within '${mostYears}' years.`);
  }
  return range;
}

/** The platform knows just two sets: not yet finished, and touched. */
function readStatuses(value: string | undefined): readonly FulfillmentStatus[] | undefined {
  if (value === undefined) return undefined;
  const words = /^\{([A-Z_|]+)\}$/.exec(value)?.[1]?.split('|') ?? [];
  const set = statusSets.find((candidate) => candidate.length === words.length && candidate.every((status) => words.includes(status)));
  if (!set) throw badValue('orderfulfillmentstatus', value);
  return set;
}

const badValue = (fieldname: string, fieldvalue: string): Refusal =>
  new Refusal(30800, `Invalid filter value for filter ${fieldname}`, { parameters: { fieldname, fieldvalue } });
