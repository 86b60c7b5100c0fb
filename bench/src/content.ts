import { readInBatches } from './content-batches.ts';
import { type ContentHub, type RunCost, startContentHub } from './content-hub.ts';
import type { Bench, Figure } from './figure.ts';

const videos = 50;
const videosPerPage = 20;
const goal = 1.05;
/** Accounts, and by how much the limit is raised at both ends. */
const sizes = [
  { accounts: 300, factor: 1 },
  { accounts: 1_000, factor: 5 },
  { accounts: 10_000, factor: 10 },
] as const;

type Size = (typeof sizes)[number];

const list = (seconds: number) => `${seconds.toFixed(1)} s`;

/** Seconds that the limit alone takes for all pages: calls over requests a second. */
function boundSeconds({ accounts, factor }: Size): number {
  return (accounts * Math.ceil(videos / videosPerPage) * 60) / (600 * factor);
}

interface Measured {
  readonly size: Size;
  readonly first: RunCost;
  readonly second: RunCost | undefined;
  readonly troubles: number;
  readonly refused: number;
}

async function measure(size: Size): Promise<Measured> {
  await using hub = await startContentHub({ ...size, videos });
  const first = await hub.run(['user', 'video']);
  // The biggest is read once: it takes minutes.
  const second = size.accounts > 1_000 ? undefined : await hub.run(['user', 'video']);
  const refused = hub.sandbox.control.limits().reduce((sum, limit) => sum + limit.refused + Math.max(0, limit.highest - limit.limit), 0);
  return { size, first, second, refused, troubles: await countTroubles(hub, size.accounts) };
}

/** Accounts without exactly one whole row of a day, videos missing or twice, tokens that were lost. */
async function countTroubles(hub: ContentHub, accounts: number): Promise<number> {
  const [row] = await hub.query<{ n: number }>(
    `select (abs($1 - (select count(*) from content_day where seen_videos = $2 and followers is not null and day = (select max(day) from content_day)))
      + abs($1 * $2 - (select count(*) from content_video where gone_day is null))
      + (select count(*) from connection where status <> 'connected'))::int as n`,
    [accounts, videos],
  );
  return row?.n ?? Number.NaN;
}

function figuresOf({ size, first, second, refused, troubles }: Measured, oldSeconds: number | undefined): Figure[] {
  const { accounts, factor } = size;
  const bound = boundSeconds(size);
  const name = `${accounts} accounts${factor === 1 ? '' : `, limit × ${factor}`}`;
  const ratio = (cost: RunCost) =>
    `${(cost.seconds / bound).toFixed(3)} × bound (goal ≤ ${goal}${cost.seconds / bound > goal ? ', missed' : ''})`;
  const cost = ({ cpuSeconds, seconds, mostMb, meanMb }: RunCost) =>
    `${cpuSeconds.toFixed(1)} CPU s (${Math.round((cpuSeconds / seconds) * 100)} % of a core), ${Math.round(meanMb)} MB, at most ${Math.round(mostMb)} MB`;
  return [
    { name: `${name}: all profiles and videos`, value: list(first.seconds), against: `bound ${list(bound)}`, ratio: ratio(first) },
    ...(second
      ? [{ name: `${name}: again on the same day`, value: list(second.seconds), against: `bound ${list(bound)}`, ratio: ratio(second) }]
      : []),
    ...(oldSeconds === undefined
      ? []
      : [
          {
            name: `${name}: batches of 30 and 20, a pause until the minute is over`,
            value: list(oldSeconds),
            against: `bound ${list(bound)}`,
            ratio: `${(oldSeconds / bound).toFixed(1)} × bound; the run takes ${Math.round((first.seconds / oldSeconds) * 100)} % of it`,
          },
        ]),
    { name: `${name}: requests above the limit`, value: String(refused), against: 'goal 0', ratio: refused === 0 ? 'met' : 'missed' },
    {
      name: `${name}: snapshots missing or doubled, tokens lost`,
      value: String(troubles),
      against: 'goal 0',
      ratio: troubles === 0 ? 'met' : 'missed',
    },
    { name: `${name}: the hub meanwhile`, value: cost(first), against: '', ratio: '' },
  ];
}

export const content: Bench = {
  name: 'content',
  about: `Content accounts with ${videos} videos each, profiles and videos at once, against the sandbox's sliding window of 600 requests a minute for each operation (1,000 and 10,000 accounts with the limit raised at both ends). The bound is what that rate takes for all pages of ${videosPerPage}; one hub process, everything on the disk.`,
  async run() {
    // It waits nearly all of its time, for a sandbox of its own.
    const batches = readInBatches(sizes[0].accounts, videos);
    const measured: Measured[] = [];
    for (const size of sizes) measured.push(await measure(size));
    const oldSeconds = await batches;
    return measured.flatMap((each) => figuresOf(each, each.size === sizes[0] ? oldSeconds : undefined));
  },
};
