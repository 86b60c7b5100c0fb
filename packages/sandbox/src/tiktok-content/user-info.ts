import type { ApiCall } from './api-call.ts';
import { type Field, FieldList, pick } from './fields.ts';
import { followersOf, followingOf } from './growth.ts';
import { pictureUrl } from './picture-link.ts';
import { likesOf, publicVideos } from './videos.ts';

const field = (scope: string, value: Field<ApiCall>['value']): Field<ApiCall> => ({ scope: `user.info.${scope}`, value });
const avatar = (size: number) => (call: ApiCall) => pictureUrl(call.world, { kind: 'avatar', id: call.account.id, size });

const fields = new FieldList<ApiCall>({
  open_id: field('basic', ({ account }) => account.id),
  union_id: field('basic', ({ account }) => account.unionId),
  avatar_url: field('basic', avatar(168)),
  avatar_url_100: field('basic', avatar(100)),
  avatar_large_url: field('basic', avatar(720)),
  display_name: field('basic', ({ account }) => account.displayName),
  bio_description: field('profile', ({ account }) => account.bio),
  profile_deep_link: field('profile', ({ account }) => `https://vm.tiktok.com/${account.unionId.slice(0, 9)}/`),
  is_verified: field('profile', ({ account }) => account.isVerified),
  username: field('profile', ({ account }) => account.username),
  follower_count: field('stats', ({ world, account }) =>
    followersOf(world.seed, account, world.clock.nowMs(), world.settings.growthStepMs),
  ),
  following_count: field('stats', ({ world, account }) => followingOf(world.seed, account, world.clock.nowMs())),
  likes_count: field('stats', ({ world, account }) => likesOf(world, account)),
  video_count: field('stats', ({ world, account }) => publicVideos(world, account)),
});

/** `GET /v2/user/info/`. @throws Refusal */
export function userInfo(call: ApiCall): Record<string, unknown> {
  return { user: pick(fields.read(call.query.get('fields'), call.scopes), call) };
}
