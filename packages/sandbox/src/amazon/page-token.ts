import { createHash } from 'node:crypto';
import { type Call, isObject } from './call.ts';
import { invalid } from './refusal.ts';
import type { World } from './world.ts';

const lifeMs = 24 * 3_600_000;

/** Where a walk over pages stands. */
export interface PagePlace {
  readonly lastMs: number;
  readonly lastId: string;
  readonly beforeMs: number;
}

const markOf = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 12);

/** A token for the next page of this question; it lives 24 hours. */
export const writePageToken = (world: World, question: string, place: PagePlace): string =>
  Buffer.from(JSON.stringify({ ...place, mark: markOf(question), madeMs: world.clock.nowMs() })).toString('base64');

/** The place in a token; undefined without one. @throws Refusal when it is broken, over, or of another question. */
export function readPageToken(call: Call, name: string, question: string): PagePlace | undefined {
  const text = call.query.get(name);
  if (text === undefined) return undefined;
  const refused = invalid(`The ${name} is invalid or has expired.`);
  let token: unknown;
  try {
    token = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch (error) {
    throw Object.assign(refused, { cause: error });
  }
  if (!isObject(token) || token.mark !== markOf(question)) throw refused;
  const { lastMs, lastId, beforeMs, madeMs } = token;
  if (typeof lastMs !== 'number' || typeof lastId !== 'string' || typeof beforeMs !== 'number' || typeof madeMs !== 'number') throw refused;
  if (call.world.clock.nowMs() > madeMs + lifeMs) throw refused;
  return { lastMs, lastId, beforeMs };
}
