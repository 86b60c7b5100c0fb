import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createSealer } from '@shopfleet/hub';
import { Secret } from '@shopfleet/kernel';
import { startTikTokContentSandbox, type TikTokContentSandbox } from '@shopfleet/sandbox';
import { connectContentAccounts } from '@shopfleet/test-kit/hub';
import type { QueryResultRow } from 'pg';
import { openInstallation } from './installation.ts';
import { memoryMb } from './process-memory.ts';

const ticksPerSecond = 100;

export interface ContentHub extends AsyncDisposable {
  readonly sandbox: TikTokContentSandbox;
  query<R extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Runs jobs to their end, side by side; what the hub took for it. */
  run(jobs: readonly string[]): Promise<RunCost>;
}

export interface RunCost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mostMb: number;
  readonly meanMb: number;
}

export interface ContentHubOptions {
  readonly accounts: number;
  readonly videos: number;
  /** Multiplies the limit, at the sandbox and in the hub's environment. */
  readonly factor: number;
}

/** The sandbox with its limiter, a PostgreSQL with everything on the disk, and one hub process with that many accounts connected. */
export async function startContentHub({ accounts, videos, factor }: ContentHubOptions): Promise<ContentHub> {
  await using started = new AsyncDisposableStack();
  const sandbox = started.use(await startTikTokContentSandbox({ settings: { limiterFactor: factor } }));
  const openIds = sandbox.control.createAccounts({ count: accounts, videos, postEveryMs: 0 });
  const installation = started.use(await openInstallation());
  const { url, tokenKey, query } = installation;
  const hub = await installation.startHub('all', {
    CRON_ENABLED: 'false',
    TIKTOK_CLIENT_KEY: sandbox.clientKey,
    TIKTOK_CLIENT_SECRET: sandbox.clientSecret,
    TIKTOK_CONTENT_API_BASE_URL: sandbox.apiUrl,
    TIKTOK_CONTENT_ALLOWED_ORIGINS: sandbox.url,
    TIKTOK_CONTENT_REQUESTS_PER_MINUTE: String(600 * factor),
  });
  const { token, tenantId } = await register(url);
  const grants = sandbox.control.grant({ accounts: openIds });
  await connectContentAccounts({ query }, grants, {
    tenantId,
    platform: 'tiktok_content',
    sealer: createSealer({ tokenKeys: [new Secret(tokenKey)] }),
  });
  await query('analyze');
  const running = started.move();
  return {
    sandbox,
    query,
    run: (jobs) => measure(hub.pid, () => runJobs(url, token, jobs, query)),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function register(url: string): Promise<{ token: string; tenantId: string }> {
  const body = JSON.stringify({ name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' });
  const answer = await fetch(`${url}/api/user/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { token, user }: { token: string; user: { tenantId: string } } = await answer.json();
  return { token, tenantId: user.tenantId };
}

async function runJobs(url: string, token: string, jobs: readonly string[], query: ContentHub['query']): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answers = await Promise.all(
    jobs.map((job) => fetch(`${url}/api/content/runs`, { method: 'POST', headers, body: JSON.stringify({ job }) })),
  );
  for (const answer of answers) if (answer.status !== 202) throw new Error(`a run was refused: ${answer.status} ${await answer.text()}`);
  for (;;) {
    const [left] = await query<{ n: number }>(`select count(*)::int as n from run where finished_at is null`);
    if (left?.n === 0) return;
    await wait(50);
  }
}

/** CPU seconds that a process has used so far, its threads included. */
function cpuSeconds(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

async function measure(pid: string, work: () => Promise<void>): Promise<RunCost> {
  const samples = [memoryMb(pid)];
  const timer = setInterval(() => samples.push(memoryMb(pid)), 1_000);
  const before = cpuSeconds(pid);
  const startedAt = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return {
    seconds: (performance.now() - startedAt) / 1_000,
    cpuSeconds: cpuSeconds(pid) - before,
    mostMb: Math.max(...samples),
    meanMb: samples.reduce((sum, each) => sum + each, 0) / samples.length,
  };
}
