import { writeSampleChain } from '@shopfleet/core/content/reports';
import { connectDatabase } from '@shopfleet/db';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { connectAccount } from './connect-account.ts';
import type { World } from './world.ts';

const platform = 'tiktok_content';
const sampleAccounts = 60;
const readAccounts = [
  { code: 'JKT-001', name: 'Kemang', username: 'kopi.kemang', groupName: 'Java' },
  { code: 'JKT-002', name: 'Menteng', username: 'kopi.menteng', groupName: 'Java' },
] as const;

export interface FilledContent {
  /** An account with a history, videos and pictures. */
  readonly accountId: string;
  /** A run with an account that failed. */
  readonly runId: string;
}

interface Runs {
  readonly runs: readonly { readonly id: string }[];
}

/**
 * A chain in the middle of its life: accounts that were connected by link and read, a long history, days that are missing, an account
 * whose consent ends tomorrow, some that must connect again, an outlet whose link is out.
 */
export async function fillContent(world: World): Promise<FilledContent> {
  const { owner, database } = world;
  for (const outlet of readAccounts) await connectOutlet(world, outlet);
  await readAll(world);
  const dago = await owner.post<{ id: string }>('/api/outlets', { code: 'BDG-007', name: 'Dago', picName: 'Joko', groupName: 'Java' });
  await invite(world, dago);
  const [tenant] = await database.query<{ id: string }>('select id from tenant');
  const db = connectDatabase({ url: database.url, poolSize: 1, applicationName: 'e2e' });
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  try {
    const chain = { tenantId: tenant?.id ?? '', platform, accounts: sampleAccounts, days: 120, videos: 24, until: today };
    const [accountId = '', lost = '', ending = ''] = await writeSampleChain(db, chain);
    await database.query(
      `update connection set scopes = (select scopes from connection where platform = $1 and scopes <> '{}' limit 1) where platform = $1`,
      [platform],
    );
    await database.query(
      `update connection set status = 'needs_reconnect' where id in (select connection_id from content_account where id = $1 or handle ~ '00[35]4$')`,
      [lost],
    );
    await database.query(
      `update connection set refresh_expires_at = now() + interval '20 hours' where id = (select connection_id from content_account where id = $1)`,
      [ending],
    );
    const { runs } = await owner.post<Runs>('/api/content/runs', { job: 'user', accountId: lost });
    const runId = runs[0]?.id ?? '';
    await ended(world, runId);
    return { accountId, runId };
  } finally {
    await db.close();
  }
}

async function connectOutlet(world: World, { username, ...outlet }: (typeof readAccounts)[number]): Promise<void> {
  const { owner, sandbox } = world;
  await sandbox.content.act('accounts', { username, displayName: `Kopi ${outlet.name}`, followers: 4_200, videos: 9 });
  const made = await owner.post<{ id: string }>('/api/outlets', { ...outlet, picName: 'Budi', timeZone: 'Asia/Jakarta' });
  await connectAccount(await invite(world, made), username);
}

async function invite({ owner }: World, { id }: { readonly id: string }): Promise<string> {
  return (await owner.post<{ link: string }>(`/api/outlets/${id}/invitations`, {})).link;
}

async function readAll(world: World): Promise<void> {
  const { runs } = await world.owner.post<Runs>('/api/content/runs', { job: 'all' });
  for (const { id } of runs) await ended(world, id);
}

async function ended({ owner, words }: World, runId: string): Promise<void> {
  const isOver = async () => (await owner.get<{ finishedAt: string | null }>(`/api/content/runs/${runId}`)).finishedAt !== null;
  await waitUntil(`the run ${runId} ends`, isOver, 60_000, words);
}
