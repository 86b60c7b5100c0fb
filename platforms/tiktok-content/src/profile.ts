import { type ContentProfile, PlatformFailure } from '@shopfleet/platform-kit';
import { scopes } from './manifest.ts';
import type { WireUser } from './wire/user.ts';

const fieldsByScope: readonly (readonly [string, readonly string[]])[] = [
  [scopes.basic, ['open_id', 'avatar_url', 'display_name']],
  [scopes.profile, ['bio_description', 'is_verified', 'username']],
  [scopes.counters, ['follower_count', 'following_count', 'likes_count', 'video_count']],
];

/** The fields that may be asked for: one outside the grant fails the whole call. */
export function profileFields(granted: readonly string[]): string[] {
  return fieldsByScope.flatMap(([scope, fields]) => (granted.includes(scope) ? fields : []));
}

/** Reads the profile of the account `externalId`; throws `unexpected` when the answer is about another one. */
export function readUser(
  user: WireUser,
  { externalId, scopes: granted }: { externalId: string; scopes: readonly string[] },
): ContentProfile {
  if (user.open_id !== '' && user.open_id !== externalId) throw new PlatformFailure('unexpected', 'TikTok answered about another account');
  const has = (scope: string) => granted.includes(scope);
  return {
    externalId,
    displayName: has(scopes.basic) ? user.display_name : undefined,
    avatarUrl: has(scopes.basic) ? user.avatar_url : undefined,
    handle: has(scopes.profile) ? user.username : undefined,
    bio: has(scopes.profile) ? user.bio_description : undefined,
    isVerified: has(scopes.profile) ? user.is_verified === true : undefined,
    counters: has(scopes.counters) ? readCounters(user) : undefined,
  };
}

/** A counter without value may be left out; when all of them are, nothing was told. */
function readCounters(user: WireUser): ContentProfile['counters'] {
  const told = [user.follower_count, user.following_count, user.likes_count, user.video_count];
  const [followers = 0, following = 0, likes = 0, videos = 0] = told.map((count) => count ?? 0);
  return told.every((count) => count == null) ? undefined : { followers, following, likes, videos };
}
