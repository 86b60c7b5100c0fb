import type { LimitClass } from '@shopfleet/contracts';
import { type Plan, planFactor } from '@shopfleet/core/tenancy';
import { HubError, type Log } from '@shopfleet/kernel';
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export interface InboundLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}
export type InboundLimitTable = Readonly<Record<LimitClass, InboundLimit>>;

/** Of the plan `free`; other plans multiply all but `auth`, which counts addresses and not customers. */
export const inboundLimitTable: InboundLimitTable = {
  auth: { requests: 5, windowSeconds: 900 },
  general: { requests: 1_000, windowSeconds: 900 },
  upload: { requests: 50, windowSeconds: 3_600 },
  print: { requests: 100, windowSeconds: 300 },
};

export interface LimitState extends InboundLimit {
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Counts calls in PostgreSQL, for all processes together; in this process's memory while the database is away. */
export interface InboundLimits {
  /** Counts one call; throws `RATE_LIMIT_EXCEEDED`. */
  count(kind: LimitClass, key: string, plan: Plan): Promise<LimitState>;
  /** Takes one counted call back: a sign-in that worked does not use up the guesses. */
  forgive(kind: LimitClass, key: string, plan: Plan): Promise<void>;
  /** How it stands, without counting. */
  look(kind: LimitClass, key: string, plan: Plan): Promise<LimitState>;
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

  const limitOf = (kind: LimitClass, plan: Plan): InboundLimit => {
    const { requests, windowSeconds } = table[kind];
    return { requests: kind === 'auth' ? requests : requests * planFactor[plan], windowSeconds };
  };
  const limiterOf = (kind: LimitClass, plan: Plan): RateLimiterPostgres => {
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
    async forgive(kind, key, plan) {
      await limiterOf(kind, plan).reward(key);
    },
    async look(kind, key, plan) {
      return stateOf(limitOf(kind, plan), await limiterOf(kind, plan).get(key));
    },
    close: () => pool.end(),
  };
}
