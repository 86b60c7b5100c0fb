import { writeSampleChain } from '@shopfleet/core/content';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { contentDiskFigures } from './content-disk.ts';
import { type Bench, type Figure, ms, ofGoal, percentile, spread } from './figure.ts';

const accounts = 300;
const days = 365;
const videos = 50;
const rounds = 30;
const goalMs = 1_000;

interface Question {
  readonly name: string;
  readonly path: (accountId: string, n: number) => string;
  /** The same rows read bare: by the superuser, without row-level security, HTTP and JSON. */
  readonly bare?: string;
  readonly hasGoal?: boolean;
}

const bareBoard = `select account_id, sum(gained_views), sum(gained_likes), sum(gained_comments), sum(gained_shares), min(followers), max(followers),
  count(*) from content_day where tenant_id = $1 and day > current_date - 31 group by account_id`;
const bareYear = bareBoard.replace('- 31', '- 366');
const bareAccount = 'select * from content_day where tenant_id = $1 and account_id = $2 and day > current_date - 61 order by day';
const bareVideos = 'select * from content_video where tenant_id = $1 and account_id = $2';

const questions: readonly Question[] = [
  { name: 'board, 30 days, by outlet', path: () => '/api/content/accounts', bare: bareBoard, hasGoal: true },
  { name: 'board, by growth', path: () => '/api/content/accounts?sort=growth', bare: bareBoard, hasGoal: true },
  {
    name: 'board, by engagement, compared',
    path: () => '/api/content/accounts?sort=engagement&compare=previous',
    bare: bareBoard,
    hasGoal: true,
  },
  { name: 'board, 365 days, by views', path: () => '/api/content/accounts?days=365&sort=views', bare: bareYear, hasGoal: true },
  { name: 'board, 200 rows', path: () => '/api/content/accounts?limit=200', bare: bareBoard, hasGoal: true },
  { name: 'board, search and group', path: (_id, n) => `/api/content/accounts?group=Java&q=store%200${n % 3}`, hasGoal: true },
  { name: 'account, 30 days, compared', path: (id) => `/api/content/accounts/${id}?compare=previous`, bare: bareAccount, hasGoal: true },
  { name: 'account, 365 days', path: (id) => `/api/content/accounts/${id}?days=365`, hasGoal: true },
  { name: 'videos of an account, by gain', path: (id) => `/api/content/accounts/${id}/videos`, bare: bareVideos, hasGoal: true },
  { name: 'best times, 90 days', path: (id) => `/api/content/accounts/${id}/best-times`, hasGoal: true },
  { name: 'summary, 30 days, compared', path: () => '/api/content/summary?compare=previous', bare: bareBoard, hasGoal: true },
  { name: 'summary, 365 days', path: () => '/api/content/summary?days=365', bare: bareYear, hasGoal: true },
  { name: 'alerts', path: () => '/api/content/alerts', hasGoal: true },
  { name: 'the whole board as CSV', path: () => '/api/content/accounts?format=csv' },
];

export const contentBoard: Bench = {
  name: 'content-board',
  about:
    `The content board and the account page over HTTP: ${accounts} accounts × ${days} days × ${videos} videos, p50 / p95 / p99 of ${rounds} calls ` +
    `each (goal p95 ≤ ${goalMs} ms); the ratio in brackets is the p50 against the same rows read bare, without row-level security, HTTP and JSON.`,
  async run() {
    await using hub = await createTestHub();
    const owner = await hub.register();
    const today = new Date().toISOString().slice(0, 10);
    const startedAt = performance.now();
    const { tenantId } = owner;
    const chain = { tenantId, platform: 'sample', accounts, days, videos, until: today, isSteady: true };
    const ids = await writeSampleChain(hub.database.database, chain);
    const seconds = (performance.now() - startedAt) / 1_000;
    await hub.database.query('vacuum analyze');
    const figures: Figure[] = [];
    for (const question of questions) figures.push(await measure(hub, owner, ids, question));
    figures.push(...(await contentDiskFigures(hub, { tenantId, ids, days })));
    figures.push({ name: 'writing the history that all of this reads', value: `${seconds.toFixed(1)} s`, against: '', ratio: '' });
    return figures;
  },
};

async function measure(hub: TestHub, owner: TestUser, ids: readonly string[], question: Question): Promise<Figure> {
  const times: number[] = [];
  const bareTimes: number[] = [];
  for (let n = -3; n < rounds; n++) {
    const accountId = ids[(n + ids.length) % ids.length] ?? '';
    const took = await timed(async () => {
      const path = question.path(accountId, n + 3);
      const answer = await hub.fetchAs(owner, path);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    });
    const { bare } = question;
    const values = [owner.tenantId, ...(bare?.includes('$2') ? [accountId] : [])];
    const bareTook = bare === undefined ? undefined : await timed(() => hub.database.query(bare, values));
    // The first calls of each question warm the caches and are not counted.
    if (n < 0) continue;
    times.push(took);
    if (bareTook !== undefined) bareTimes.push(bareTook);
  }
  const bareText = bareTimes.length === 0 ? '' : `bare ${ms(percentile(bareTimes, 0.5))}`;
  const ratio = bareTimes.length === 0 ? '' : ` (× ${(percentile(times, 0.5) / percentile(bareTimes, 0.5)).toFixed(1)})`;
  return {
    name: question.name,
    value: spread(times),
    against: [...(question.hasGoal ? [`goal ${goalMs} ms`] : []), ...(bareText === '' ? [] : [bareText])].join(', '),
    ratio: `${question.hasGoal ? ofGoal(percentile(times, 0.95), goalMs) : ''}${ratio}`,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
