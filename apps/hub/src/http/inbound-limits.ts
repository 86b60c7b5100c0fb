import type { LimitClass } from '@shopfleet/contracts';
import { type Plan, planFactor } from '@shopfleet/core/tenancy';
import { HubError, type Log } from '@shopfleet/kernel';
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export interface InboundLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}
/** `wrong-key` counts keys that were refused, not calls. */
export type LimitKind = LimitClass | 'wrong-key';
export type InboundLimitTable = Readonly<Record<LimitKind, InboundLimit>>;

/** Of the plan `free`; other plans multiply those that count customers and not addresses. */
export const inboundLimitTable: InboundLimitTable = {
  auth: { requests: 5, windowSeconds: 900 },
  general: { requests: 1_000, windowSeconds: 900 },
  upload: { requests: 50, windowSeconds: 3_600 },
  print: { requests: 100, windowSeconds: 300 },
  admin: { requests: 100, windowSeconds: 60 },
  connect: { requests: 10, windowSeconds: 60 },
  'wrong-key': { requests: 5, windowSeconds: 900 },
};

const ofAddresses: ReadonlySet<LimitKind> = new Set<LimitKind>(['auth', 'admin', 'connect', 'wrong-key']);

/** Whether this limit counts network addresses, whoever calls from there, and not callers. */
export function countsAddresses(kind: LimitKind): boolean {
  return ofAddresses.has(kind);
}

export interface LimitState extends InboundLimit {
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Counts calls in PostgreSQL, for all processes together; in this process's memory while the database is away. */
export interface InboundLimits {
  /** Counts one call; throws `RATE_LIMIT_EXCEEDED`. */
  count(kind: LimitKind, key: string, plan: Plan): Promise<LimitState>;
  /** Takes one counted call back: a sign-in that worked does not use up the guesses. */
  forgive(kind: LimitKind, key: string, plan: Plan): Promise<void>;
  /** How it stands, without counting. */
  look(kind: LimitKind, key: string, plan: Plan): Promise<LimitState>;
  /** Throws `RATE_LIMIT_EXCEEDED` while nothing is left, without counting. */
  refuseIfSpent(kind: LimitKind, key: string): Promise<void>;
  /** Counts a failure; the last one that is allowed blocks for a whole window from now. */
  fail(kind: LimitKind, key: string): Promise<void>;
  close(): Promise<void>;
}

export function createInboundLimits(options: { url: string; log: Log; table?: Partial<InboundLimitTable> }): InboundLimits {
  const table = { ...inboundLimitTable, ...options.table };
  const pool = new Pool({
    connectionString: options.url,
    max: 3,
    application_name: 'shopfleet limits',
    options: '-c role=shopfleet_system',
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
    keepAlive: true,
  });
  pool.on('error', (error) => options.log.warn({ err: error }, 'A connection of the inbound limits broke'));
  const limiters = new Map<string, RateLimiterPostgres>();

  const limitOf = (kind: LimitKind, plan: Plan): InboundLimit => {
    const { requests, windowSeconds } = table[kind];
    return { requests: countsAddresses(kind) ? requests : requests * planFactor[plan], windowSeconds };
  };
  const limiterOf = (kind: LimitKind, plan: Plan): RateLimiterPostgres => {
    const known = limiters.get(`${kind} ${plan}`);
    if (known) return known;
    const { requests: points, windowSeconds: duration } = limitOf(kind, plan);
    const shared = { points, duration, keyPrefix: kind };
    const limiter = new RateLimiterPostgres({
      ...shared,
      storeClient: pool,
      storeType: 'pool',
      tableName: 'inbound_limit',
      tableCreated: true,
      clearExpiredByTimeout: true,
      insuranceLimiter: new RateLimiterMemory(shared),
    });
    limiters.set(`${kind} ${plan}`, limiter);
    return limiter;
  };
  const stateOf = (limit: InboundLimit, result: RateLimiterRes | null): LimitState => ({
    ...limit,
    remaining: Math.max(0, limit.requests - (result?.consumedPoints ?? 0)),
    resetSeconds: result ? Math.max(0, Math.ceil(result.msBeforeNext / 1000)) : 0,
  });

  return {
    async count(kind, key, plan) {
      const limit = limitOf(kind, plan);
      try {
        return stateOf(limit, await limiterOf(kind, plan).consume(key));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const waitSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        const message = `At most ${limit.requests} calls in ${limit.windowSeconds} s are allowed; try again in ${waitSeconds} s`;
        throw Object.assign(new HubError('RATE_LIMIT_EXCEEDED', { message, retryAfterSeconds: waitSeconds }), {
          limit: stateOf(limit, error),
        });
      }
    },
    async refuseIfSpent(kind, key) {
      const state = stateOf(limitOf(kind, 'free'), await limiterOf(kind, 'free').get(key));
      if (state.remaining > 0) return;
      const waitSeconds = Math.max(1, state.resetSeconds);
      const message = `Too many failed tries from your address; try again in ${waitSeconds} s`;
      throw new HubError('RATE_LIMIT_EXCEEDED', { message, retryAfterSeconds: waitSeconds });
    },
    async fail(kind, key) {
      const limit = limitOf(kind, 'free');
      const limiter = limiterOf(kind, 'free');
      const { consumedPoints } = await limiter.penalty(key);
      if (consumedPoints >= limit.requests) await limiter.block(key, limit.windowSeconds);
    },
    async forgive(kind, key, plan) {
      await limiterOf(kind, plan).reward(key);
    },
    async look(kind, key, plan) {
      return stateOf(limitOf(kind, plan), await limiterOf(kind, plan).get(key));
    },
    close: () => pool.end(),
  };
}
