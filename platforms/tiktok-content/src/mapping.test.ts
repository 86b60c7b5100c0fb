import { readExactJson } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { profileFields, readUser } from './profile.ts';
import { readVideo } from './video.ts';
import { userSchema } from './wire/user.ts';
import { videoPageSchema } from './wire/video.ts';

const video = (change = '') =>
  readExactJson(
    `{"videos":[{"id":"7301234567890123456","title":"","video_description":"Xin chào #fyp","create_time":1793500000,"duration":31,"cover_image_url":"https://p16-sign.example/obj/cover.jpeg?x-expires=1793631600&x-signature=abc","share_url":"https://www.tiktok.com/@shop/video/7301234567890123456?utm_campaign=tt4d_open_api&lang=vi&utm_source=awexampleclientkey","embed_link":"https://www.tiktok.com/embed/v2/7301234567890123456","like_count":12,"comment_count":1,"share_count":0,"view_count":340${change}}],"cursor":1793500000000,"has_more":false}`,
  );
const readOne = (change = '') => videoPageSchema.parse(video(change)).videos.map(readVideo)[0];

describe('a video of TikTok', () => {
  it('keeps its digits, counts seconds, and its link carries no tracking', () => {
    expect(readOne()).toEqual({
      externalId: '7301234567890123456',
      postedAt: new Date(1_793_500_000_000),
      description: 'Xin chào #fyp',
      durationSeconds: 31,
      shareUrl: 'https://www.tiktok.com/@shop/video/7301234567890123456?lang=vi',
      embedUrl: 'https://www.tiktok.com/embed/v2/7301234567890123456',
      coverUrl: 'https://p16-sign.example/obj/cover.jpeg?x-expires=1793631600&x-signature=abc',
      views: 340,
      likes: 12,
      comments: 1,
      shares: 0,
    });
  });

  it('keeps the digits of an id that is written as a number', () => {
    expect(readOne(',"id":7301234567890123456')?.externalId).toBe('7301234567890123456');
  });

  it('has no value where TikTok leaves one out', () => {
    const bare = videoPageSchema.parse({ videos: [{ id: '1', create_time: 1, view_count: null, share_url: 'javascript:alert(1)' }] });
    expect(bare.videos.map(readVideo)[0]).toMatchObject({
      views: 0,
      durationSeconds: undefined,
      shareUrl: '',
      coverUrl: '',
      description: '',
    });
    expect(videoPageSchema.parse({ videos: null }).videos).toEqual([]);
  });

  it.each(['"id":""', '"id":null', '"create_time":null', '"create_time":0', '"view_count":-1', '"like_count":"many"'])(
    'is not understood with %s',
    (change) => {
      expect(videoPageSchema.safeParse(video(`,${change}`)).success).toBe(false);
    },
  );
});

describe('a profile of TikTok', () => {
  const all = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list'];
  const read = (user: object, scopes = all) => readUser(userSchema.parse({ user }).user, { externalId: '-000a', scopes });

  it('is asked for no field outside the grant', () => {
    expect(profileFields(['user.info.basic'])).toEqual(['open_id', 'avatar_url', 'display_name']);
    expect(profileFields(['user.info.stats', 'video.list'])).toEqual(['follower_count', 'following_count', 'likes_count', 'video_count']);
    expect(profileFields(['video.list'])).toEqual([]);
    expect(profileFields(all)).toHaveLength(10);
  });

  it('tells what was not granted from what is empty', () => {
    expect(read({ open_id: '-000a', display_name: '' }, ['user.info.basic'])).toEqual({
      externalId: '-000a',
      displayName: '',
      avatarUrl: '',
      handle: undefined,
      bio: undefined,
      isVerified: undefined,
      counters: undefined,
    });
  });

  it('counts what has no value as zero, unless nothing was told at all', () => {
    expect(read({ follower_count: 5, video_count: 1 }).counters).toEqual({ followers: 5, following: 0, likes: 0, videos: 1 });
    expect(read({ display_name: 'x' }).counters).toBeUndefined();
  });

  it('of another account is refused', () => {
    expect(() => read({ open_id: '-000b' })).toThrow('another account');
  });
});
