import type { Clock } from '@shopfleet/kernel';
import { PlatformFailure, type PlatformOrder } from '@shopfleet/platform-kit';
import { z } from 'zod';

/** All orders of a stretch of time, in the order of their versions. */
export interface Stretch {
  readonly orders: readonly PlatformOrder[];
  readonly unreadable: readonly { readonly externalId: string; readonly reason: string }[];
  /** Up to where Amazon has looked. */
  readonly readUntil: Date;
}

export interface PagedRange {
  readonly since: Date;
  readonly until: Date;
  readonly pageToken?: string;
}

interface Page {
  readonly orders: readonly PlatformOrder[];
  readonly nextPageToken: string | undefined;
  readonly total: number | undefined;
  readonly unreadable?: Stretch['unreadable'];
}

const pageSize = 100;
/** A first read is long: what lies behind a finished stretch is never read again. */
const stretchMs = 7 * 86_400_000;
/** Amazon answers for what is at least two minutes old, by its own clock. */
const settleMs = 130_000;
const keptMs = 15 * 60_000;
const mostKept = 20;

const tokenSchema = z.object({ from: z.number(), after: z.tuple([z.number(), z.string()]).optional() });
type Position = z.infer<typeof tokenSchema>;

/**
 * Pages in the order of the port, oldest change first. Amazon promises no order of its pages, so a stretch of a week is read whole,
 * sorted, and handed on in parts: what a caller notes as read has been read. A page token says where it stands, not what is kept;
 * if the stretch was forgotten meanwhile, it is read again.
 */
export class OrderPages {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly stretch: Stretch; readonly untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `read` reads all orders of [since, until); without `until`, as far as Amazon goes. */
  async page(owner: string, range: PagedRange, read: (since: Date, until: Date | undefined) => Promise<Stretch>): Promise<Page> {
    const position = range.pageToken === undefined ? { from: range.since.getTime() } : readToken(range.pageToken);
    const nowMs = this.#clock.now().getTime();
    if (position.from >= Math.min(range.until.getTime(), nowMs - settleMs))
      return { orders: [], nextPageToken: undefined, total: undefined };
    const endMs = Math.min(position.from + stretchMs, range.until.getTime());
    const isSettled = endMs < nowMs - settleMs;
    const key = `${owner}|${position.from}|${endMs}`;
    const stretch = this.#recall(key, nowMs) ?? (await read(new Date(position.from), isSettled ? new Date(endMs) : undefined));
    this.#keep(key, stretch, nowMs);

    const left = stretch.orders.filter((order) => isAfter(order, position.after));
    const orders = left.slice(0, pageSize);
    const last = orders.at(-1);
    const isFirst = position.after === undefined;
    const said = { orders, ...(isFirst && stretch.unreadable.length > 0 ? { unreadable: stretch.unreadable } : {}) };
    if (left.length > pageSize && last) {
      const next = writeToken({ from: position.from, after: [last.version, last.externalId] });
      return { ...said, nextPageToken: next, total: isSettled ? undefined : stretch.orders.length };
    }
    this.#kept.delete(key);
    const nextFromMs = Math.min(endMs, stretch.readUntil.getTime());
    const isDone = !isSettled || nextFromMs >= range.until.getTime() || nextFromMs <= position.from;
    return {
      ...said,
      nextPageToken: isDone ? undefined : writeToken({ from: nextFromMs }),
      total: isDone ? stretch.orders.length : undefined,
    };
  }

  #recall(key: string, nowMs: number): Stretch | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.untilMs > nowMs ? kept.stretch : undefined;
  }

  #keep(key: string, stretch: Stretch, nowMs: number): void {
    for (const [other, { untilMs }] of this.#kept) if (untilMs <= nowMs || this.#kept.size >= mostKept) this.#kept.delete(other);
    this.#kept.set(key, { stretch, untilMs: nowMs + keptMs });
  }
}

/** The one order of all orders: by change, then by id. */
export function byChange(a: PlatformOrder, b: PlatformOrder): number {
  return a.version - b.version || (a.externalId < b.externalId ? -1 : 1);
}

function isAfter(order: PlatformOrder, after: Position['after']): boolean {
  if (!after) return true;
  return order.version > after[0] || (order.version === after[0] && order.externalId > after[1]);
}

const writeToken = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function readToken(token: string): Position {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new PlatformFailure('invalid', 'This page token is not one of ours', { cause });
  }
}
