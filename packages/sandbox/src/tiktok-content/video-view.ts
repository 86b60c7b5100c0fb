import { bitsOf } from './chance.ts';
import { type Field, FieldList } from './fields.ts';
import type { VideoCounters } from './growth.ts';
import type { Account } from './model.ts';
import { pictureUrl } from './picture-link.ts';
import { countersOf, type VideoRef, videoId } from './videos.ts';
import type { World } from './world.ts';

const scope = 'video.list';
const topics = { words: 40, shape: 41 } as const;
const openings = [
  'Menu baru hari ini',
  'Promo akhir pekan',
  'Di balik dapur kami',
  'Tips cepat',
  'Unboxing pesanan',
  'Resep rahasia',
  'Jawab pertanyaan',
  'Sehari di toko',
];
const endings = ['☕ #kopi #fyp', '✨ #umkm #fyp', '🔥 #viral', '#jakarta #kuliner', '👟 #ootd', '#behindthescenes', '🥐 #bakery #fyp', ''];

/** A video as a call sees it; its counters are worked out once, when a field wants them. */
export class VideoSubject {
  readonly world: World;
  readonly account: Account;
  readonly video: VideoRef;
  readonly id: string;
  #counters: VideoCounters | undefined;

  constructor(world: World, account: Account, video: VideoRef) {
    this.world = world;
    this.account = account;
    this.video = video;
    this.id = videoId(account, video);
  }

  get counters(): VideoCounters {
    this.#counters ??= countersOf(this.world, this.account, this.video);
    return this.#counters;
  }

  bits(topic: number): number {
    return bitsOf(this.world.seed, this.account.index, this.video.no, topic);
  }
}

export function descriptionOf(subject: VideoSubject): string {
  if (subject.video.post) return subject.video.post.description;
  const bits = subject.bits(topics.words);
  const opening = openings[bits % openings.length] ?? '';
  const ending = endings[(bits >>> 8) % endings.length] ?? '';
  return `${opening} #${subject.video.no + 1} ${ending}`.trim();
}

export function durationOf(subject: VideoSubject): number {
  return subject.video.post?.durationSeconds ?? 7 + (subject.bits(topics.shape) % 170);
}

const field = (value: Field<VideoSubject>['value']): Field<VideoSubject> => ({ scope, value });

export const videoFields = new FieldList<VideoSubject>({
  id: field(({ id }) => id),
  create_time: field(({ video }) => video.postedSeconds),
  cover_image_url: field(({ world, id }) => pictureUrl(world, { kind: 'cover', id, size: 480 })),
  share_url: field(
    ({ world, account, id }) =>
      `https://www.tiktok.com/@${account.username}/video/${id}?utm_campaign=tt4d_open_api&utm_source=${world.app.clientKey}`,
  ),
  video_description: field(descriptionOf),
  duration: field(durationOf),
  height: field(() => 1024),
  width: field(() => 576),
  title: field(() => ''),
  embed_html: field(
    ({ account, id }) =>
      `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@${account.username}/video/${id}" data-video-id="${id}"><section></section></blockquote>`,
  ),
  embed_link: field(({ id }) => `https://www.tiktok.com/embed/v2/${id}`),
  like_count: field(({ counters }) => counters.likes),
  comment_count: field(({ counters }) => counters.comments),
  share_count: field(({ counters }) => counters.shares),
  view_count: field(({ counters }) => counters.views),
  is_aigc: field((subject) => subject.bits(topics.shape) % 29 === 0),
});
