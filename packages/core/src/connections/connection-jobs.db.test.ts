import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../edge/index.ts';
import { checkAllConnectionsJob, findDueRefreshesJob, forgetOldJob } from './connection-job-kinds.ts';
import { askForEvents } from './connection-jobs.ts';
import { startConnectionJobs } from './index.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { shopNamed } from './test/memory-platform.ts';

let world: ConnectionWorld;
let owner: Caller;
let connectionId: string;
beforeAll(async () => {
  world = await createConnectionWorld(undefined, { work: true });
  await startConnectionJobs(world.deps);
  owner = await world.signUp('Owner');
  connectionId = (await world.connect(owner, 'jobs', [shopNamed('8001')])).connectionId;
});
afterAll(() => world[Symbol.asyncDispose]());

const enqueue = async (kind: typeof findDueRefreshesJob) => {
  await world.deps.db.asSystem((tx) => world.jobs.enqueue(tx, kind, '', {}));
  await world.jobs.settle();
};
const read = async () => {
  const [row] = await world.database.query<{ token_version: number; checked_at: Date | null; refresh_started_at: Date | null }>(
    'select token_version, checked_at, refresh_started_at from connection where id = $1',
    [connectionId],
  );
  return row;
};

it('asks the marketplace to send the events of a new shop here', async () => {
  await world.jobs.settle();
  expect(world.market.asked.subscribed).toEqual(['8001 https://hub.example/api/v1/platforms/webhook/market-a']);
});

it('asks again at every start, since the hub may have moved', async () => {
  await askForEvents(world.deps);
  await world.jobs.settle();
  expect(world.market.asked.subscribed).toHaveLength(2);
});

it('checks every live connection with a real call', async () => {
  await enqueue(checkAllConnectionsJob);
  expect((await read())?.checked_at).toBeInstanceOf(Date);
});

it('renews tokens that end soon, and no others', async () => {
  const before = (await read())?.token_version ?? 0;
  await enqueue(findDueRefreshesJob);
  expect((await read())?.token_version).toBe(before);
  await world.database.query(
    "update connection set refreshed_at = now() - interval '7 days', access_expires_at = now() + interval '1 hour' where id = $1",
    [connectionId],
  );
  await enqueue(findDueRefreshesJob);
  expect((await read())?.token_version).toBe(before + 1);
});

it('finds a refresh whose holder never came back, and settles it', async () => {
  const before = (await read())?.token_version ?? 0;
  await world.database.query(
    "update connection set refresh_owner = 'gone', refresh_lease_until = now() - interval '1 s', refresh_started_at = now() where id = $1",
    [connectionId],
  );
  await enqueue(findDueRefreshesJob);
  expect(await read()).toMatchObject({ token_version: before + 1, refresh_started_at: null });
});

it('forgets links that ended long ago', async () => {
  await world.begin(owner);
  await world.database.query("update oauth_state set expires_at = now() - interval '2 days'");
  await enqueue(forgetOldJob);
  expect(await world.database.query('select 1 from oauth_state')).toEqual([]);
});
