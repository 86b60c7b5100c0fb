import { expect } from 'vitest';
import type { ContentWorld } from './content-world.ts';
import { contentOf, failureOf, walkVideos } from './contract-steps.ts';
import type { ContractTests } from './contract-world.ts';

const countersOf = ({ views, likes, comments, shares }: { views: number; likes: number; comments: number; shares: number }) => [
  views,
  likes,
  comments,
  shares,
];

/** What reading profiles and videos must do. */
export const contentReadingContract: ContractTests<ContentWorld> = {
  'reads a profile as it is': async (world) => {
    const { access } = await world.connect(world.account);
    const { name, ...counters } = world.profile(world.account);
    const profile = await contentOf(world).readProfile(access);
    expect(profile).toMatchObject({ externalId: world.account, displayName: name, counters });
    expect(profile.handle).not.toBe('');
    expect(typeof profile.isVerified).toBe('boolean');
  },

  'lists every public video once, the newest first, with its counters': async (world) => {
    const { access } = await world.connect(world.account);
    const posted = world.post(world.account);
    const truth = world.videos(world.account);
    const { videos, pages } = await walkVideos(world, access);
    expect(pages).toBe(Math.ceil(truth.length / contentOf(world).videosPerPage));
    expect(pages).toBeGreaterThan(3);
    expect(videos.map(({ externalId }) => externalId)).toEqual(truth.map(({ id }) => id));
    expect(videos.map(countersOf)).toEqual(truth.map(countersOf));
    expect(videos[0]?.externalId).toBe(posted);
    const times = videos.map(({ postedAt }) => postedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(videos.every(({ shareUrl }) => shareUrl.startsWith('https://') && !shareUrl.includes('utm_'))).toBe(true);
  },

  'loses no video when pages are short or empty': async (world) => {
    const { access } = await world.connect(world.account);
    world.thinPages();
    const truth = world.videos(world.account);
    const { videos, pages } = await walkVideos(world, access);
    expect(pages).toBeGreaterThan(Math.ceil(truth.length / contentOf(world).videosPerPage));
    expect(videos.map(({ externalId }) => externalId)).toEqual(truth.map(({ id }) => id));
  },

  'shows neither private nor deleted videos, listed or asked for': async (world) => {
    const { access } = await world.connect(world.account);
    const [shown, hidden, deleted] = world.videos(world.account).map(({ id }) => id);
    if (!shown || !hidden || !deleted) throw new Error('the account has too few videos');
    world.hide(world.account, hidden, 'private');
    world.hide(world.account, deleted, 'deleted');
    const listed = (await walkVideos(world, access)).videos.map(({ externalId }) => externalId);
    expect(listed).toContain(shown);
    expect(listed).not.toContain(hidden);
    expect(listed).not.toContain(deleted);
    const known = await contentOf(world).queryVideos(access, [hidden, shown, deleted]);
    expect(known.map(({ externalId }) => externalId)).toEqual([shown]);
  },

  'reads known videos by id, leaves out those of others, and refuses more than fit': async (world) => {
    const content = contentOf(world);
    const { access } = await world.connect(world.account);
    const stranger = world.videos(await world.newAccount())[0]?.id ?? '';
    const truth = world.videos(world.account).slice(0, content.videosPerPage);
    const ids = truth.map(({ id }) => id);
    const read = new Map((await content.queryVideos(access, ids)).map((video) => [video.externalId, countersOf(video)]));
    expect(read).toEqual(new Map(truth.map((video) => [video.id, countersOf(video)])));
    expect(await content.queryVideos(access, [stranger])).toEqual([]);
    expect(await content.queryVideos(access, [])).toEqual([]);
    expect((await failureOf(content.queryVideos(access, [...ids, '1']))).kind).toBe('invalid');
  },

  'takes counters that fell as they are': async (world) => {
    const content = contentOf(world);
    const { access } = await world.connect(world.account);
    const before = world.videos(world.account)[0];
    if (!before) throw new Error('the account has no video');
    world.lower(world.account, before.id);
    const [video] = await content.queryVideos(access, [before.id]);
    const after = world.videos(world.account)[0];
    expect(video && countersOf(video)).toEqual(after && countersOf(after));
    expect(video?.views).toBeLessThan(before.views);
  },

  'refuses a cursor that is none': async (world) => {
    const { access } = await world.connect(world.account);
    expect((await failureOf(contentOf(world).listVideos(access, 'not a cursor'))).kind).toBe('invalid');
  },
};
