import { setTimeout as wait } from 'node:timers/promises';
import { startTikTokContentSandbox } from '@shopfleet/sandbox';

const minuteMs = 60_000;
const profilesABatch = 30;
const accountsABatch = 20;
const profileFields = 'open_id,display_name,avatar_url,follower_count,following_count,likes_count,video_count';
const videoFields = 'id,create_time,cover_image_url,share_url,video_description,duration,view_count,like_count,comment_count,share_count';

/**
 * The method that this hub replaces, against a sandbox of its own: accounts in batches, each awaited as a whole, and then a pause until
 * the minute is over. Seconds until the last profile and the last video are read; nothing is stored.
 */
export async function readInBatches(accounts: number, videos: number): Promise<number> {
  await using sandbox = await startTikTokContentSandbox();
  const openIds = sandbox.control.createAccounts({ count: accounts, videos, postEveryMs: 0 });
  const tokens = sandbox.control.grant({ accounts: openIds }).map(({ accessToken }) => accessToken);
  const call = async (
    method: string,
    path: string,
    token: string,
    body?: object,
  ): Promise<{ videos?: unknown[]; cursor?: number; has_more?: boolean }> => {
    const answer = await fetch(`${sandbox.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { data, error }: { data: object; error: { code: string } } = await answer.json();
    if (error.code !== 'ok') throw new Error(`${path} answered ${error.code}`);
    return data;
  };
  const readProfile = (token: string) => call('GET', `/v2/user/info/?fields=${profileFields}`, token);
  const readVideos = async (token: string) => {
    for (let page = await list(token); page.has_more; ) page = await list(token, page.cursor);
  };
  const list = (token: string, cursor?: number) =>
    call('POST', `/v2/video/list/?fields=${videoFields}`, token, { max_count: 20, ...(cursor === undefined ? {} : { cursor }) });
  const startedAt = performance.now();
  await Promise.all([inBatches(tokens, profilesABatch, readProfile), inBatches(tokens, accountsABatch, readVideos)]);
  return (performance.now() - startedAt) / 1_000;
}

async function inBatches(tokens: readonly string[], size: number, read: (token: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < tokens.length; from += size) {
    const startedAt = performance.now();
    await Promise.all(tokens.slice(from, from + size).map(read));
    if (from + size < tokens.length) await wait(Math.max(0, minuteMs - (performance.now() - startedAt)));
  }
}
