import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { PrintingDeps } from '../printing-deps.ts';

type Deps = Pick<PrintingDeps, 'db' | 'clock'>;

const closedMs = 15 * 60_000;
const mostWrong = 5;
const mostStarted = 20;

/**
 * Runs a try with a pairing code for `whose` (an address, or a signed-in caller). Five wrong ones close the door for 15 minutes, in
 * every process and across restarts; the try is counted before it runs, so that many at once are not more. Throws `RATE_LIMIT_EXCEEDED`.
 */
export async function tryPairingCode<T>(deps: Deps, whose: string, attempt: () => Promise<T>): Promise<T> {
  const key = `pairing:${whose}`;
  await deps.db.asSystem((tx) => count(tx, key, mostWrong, deps.clock.now().getTime()));
  try {
    const result = await attempt();
    await giveBack(deps, key);
    return result;
  } catch (error) {
    const isWrongCode = error instanceof HubError && error.code.startsWith('PAIRING_CODE');
    if (!isWrongCode) await giveBack(deps, key);
    throw error;
  }
}

/** Counts a code that an agent asks for: 20 in 15 minutes for an address. Throws `RATE_LIMIT_EXCEEDED`. */
export async function countPairingStart(deps: Deps, address: string): Promise<void> {
  await deps.db.asSystem((tx) => count(tx, `pairing-start:${address}`, mostStarted, deps.clock.now().getTime()));
}

/** The door stays closed for 15 minutes after the last try that was let in; tries at a closed door do not prolong that. */
async function count(tx: Tx, key: string, most: number, nowMs: number): Promise<void> {
  const found = await tx.execute<{ points: number; expire: string }>(sql`
    insert into inbound_limit as l (key, points, expire) values (${key.slice(0, 255)}, 1, ${nowMs + closedMs})
    on conflict (key) do update set
      points = case when l.expire <= ${nowMs} then 1 else least(l.points + 1, ${most + 1}) end,
      expire = case when l.expire <= ${nowMs} or l.points < ${most} then ${nowMs + closedMs} else l.expire end
    returning points, expire`);
  const { points = 1, expire = 0 } = found.rows[0] ?? {};
  if (points <= most) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((Number(expire) - nowMs) / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const message = `Too many pairing tries from here. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then use a new code.`;
  throw new HubError('RATE_LIMIT_EXCEEDED', { message, retryAfterSeconds });
}

const giveBack = (deps: Deps, key: string) =>
  deps.db.asSystem((tx) => tx.execute(sql`update inbound_limit set points = points - 1 where key = ${key.slice(0, 255)} and points > 0`));
