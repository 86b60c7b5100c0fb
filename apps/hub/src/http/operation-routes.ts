import { timingSafeEqual } from 'node:crypto';
import { operationRoutes } from '@shopfleet/contracts';
import { breakerStates } from '@shopfleet/core/connections';
import { callerOf, type HubApp } from '@shopfleet/core/edge';
import { countUsers } from '@shopfleet/core/identity';
import type { Database } from '@shopfleet/db';
import { HubError, type Log, type Sealer, Secret } from '@shopfleet/kernel';
import type { HubConfig } from '../config.ts';
import { clientAddress, networkOf } from './client-address.ts';
import { limitKey } from './guard.ts';
import type { HubMetrics } from './hub-metrics.ts';
import { countsAddresses, type InboundLimits } from './inbound-limits.ts';
import type { OutboundBudget } from './outbound-budget.ts';

export interface OperationDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly metrics: HubMetrics;
  readonly limits: InboundLimits;
  readonly version: string;
  readonly config: Pick<HubConfig, 'host' | 'isCalendarOn' | 'isRegistrationOpen' | 'isDemo' | 'metricsToken' | 'trustedProxies'> & {
    readonly externalIssuer: { readonly issuer: string } | undefined;
  };
  /** True, or why this process takes no traffic now. */
  readonly isReady: () => Promise<string | true>;
  readonly outboundBudget: (tenantId: string) => Promise<OutboundBudget[]>;
}

/** Health, readiness, metrics, limits and the state of the install. */
export function registerOperationRoutes(app: HubApp, deps: OperationDeps): void {
  const startedAt = Date.now();

  app.openapi(operationRoutes.health, async (c) => {
    const began = performance.now();
    let circuitBreakers: Awaited<ReturnType<typeof breakerStates>> = [];
    const checks = {
      database: await check(deps, 'database', async () => {
        await deps.database.ping();
        circuitBreakers = await deps.database.asSystem(breakerStates);
      }),
      encryption: await check(deps, 'encryption', async () => tryKey(deps.sealer)),
      scheduler: deps.config.isCalendarOn ? ('enabled' as const) : ('disabled' as const),
    };
    const isHealthy = checks.database === 'ok' && checks.encryption === 'ok';
    const body = {
      status: isHealthy ? ('healthy' as const) : ('unhealthy' as const),
      timestamp: new Date().toISOString(),
      uptime: (Date.now() - startedAt) / 1000,
      version: deps.version,
      requestId: c.get('requestId'),
      checks,
      circuitBreakers: [...circuitBreakers],
      responseTime: Math.round((performance.now() - began) * 10) / 10,
    };
    return isHealthy ? c.json(body, 200) : c.json(body, 503);
  });
  app.openapi(operationRoutes.ready, async (c) => {
    const reason = await deps.isReady();
    return reason === true ? c.json({ isReady: true as const }, 200) : c.json({ isReady: false as const, reason }, 503);
  });
  app.openapi(operationRoutes.metrics, async (c) => {
    requireMetricsToken(deps, c.req.header('authorization'), clientAddress(c, deps.config.trustedProxies));
    return c.text(await deps.metrics.registry.metrics(), 200);
  });
  app.openapi(operationRoutes.errorMetrics, async (c) => {
    requireMetricsToken(deps, c.req.header('authorization'), clientAddress(c, deps.config.trustedProxies));
    const categories = await deps.metrics.errorCounts();
    const total = Object.values(categories).reduce((sum, count) => sum + count, 0);
    const circuitBreakers = [...(await deps.database.asSystem(breakerStates))];
    return c.json({ since: deps.metrics.since.toISOString(), total, categories, circuitBreakers }, 200);
  });
  app.openapi(operationRoutes.rateLimitStatus, async (c) => {
    const caller = callerOf(c);
    const network = networkOf(clientAddress(c, deps.config.trustedProxies));
    const kinds = ['general', 'upload', 'print', 'auth', 'admin', 'connect'] as const;
    const inbound = await Promise.all(
      kinds.map(async (name) => {
        const state = await deps.limits.look(name, countsAddresses(name) ? network : limitKey(caller), caller.plan);
        return {
          name,
          limit: state.requests,
          windowSeconds: state.windowSeconds,
          remaining: state.remaining,
          resetSeconds: state.resetSeconds,
        };
      }),
    );
    return c.json({ inbound, outbound: await deps.outboundBudget(caller.tenantId) }, 200);
  });
  app.openapi(operationRoutes.setupState, async (c) => {
    const hasUsers = (await deps.database.asSystem(countUsers)) > 0;
    const { isRegistrationOpen, externalIssuer, isDemo } = deps.config;
    return c.json({ hasUsers, isRegistrationOpen, externalIssuer: externalIssuer?.issuer ?? null, isDemo }, 200);
  });
}

async function check(deps: OperationDeps, name: string, probe: () => Promise<void>): Promise<'ok' | 'failed'> {
  try {
    await probe();
    return 'ok';
  } catch (error) {
    deps.log.warn({ err: error, check: name }, 'A health check failed');
    return 'failed';
  }
}

function tryKey(sealer: Sealer): void {
  if (sealer.open(sealer.seal(new Secret('health'), 'health'), 'health').reveal() !== 'health')
    throw new Error('the key does not open what it sealed');
}

function requireMetricsToken(deps: OperationDeps, authorization: string | undefined, address: string): void {
  if (!deps.config.metricsToken) {
    if (isLoopback(deps.config.host) && isLoopback(address)) return;
    throw new HubError('UNAUTHORIZED', { message: 'Set METRICS_TOKEN and send it as a Bearer token' });
  }
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${deps.config.metricsToken.reveal()}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new HubError('UNAUTHORIZED', { message: 'Send METRICS_TOKEN as a Bearer token' });
  }
}

const isLoopback = (address: string): boolean => address === '::1' || address === 'localhost' || address.startsWith('127.');
