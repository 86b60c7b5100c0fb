import { type AccountAccess, type ContentCapability, PlatformFailure, type WindowLimit } from '@shopfleet/platform-kit';
import { z } from 'zod';
import type { TikTokContentClient } from './client.ts';
import { endpoints, oauthEndpoints } from './endpoints.ts';
import { scopes } from './manifest.ts';
import { nextCursorOf, readCursor } from './page-cursor.ts';
import { profileFields, readUser } from './profile.ts';
import { readVideo, videoFields } from './video.ts';
import { userSchema } from './wire/user.ts';
import { videoPageSchema, videosByIdSchema } from './wire/video.ts';

const videosPerPage = 20;

export function createContent(client: TikTokContentClient, limit: WindowLimit): ContentCapability {
  return {
    limit,
    videosPerPage,

    async readProfile(access, signal) {
      const fields = profileFields(access.scopes);
      if (fields.length === 0) throw new PlatformFailure('forbidden', 'The account did not allow its profile to be read');
      const { user } = await client.call(access, endpoints.userInfo, { fields, data: userSchema, signal });
      return readUser(user, access);
    },

    async listVideos(access, cursor, signal) {
      const before = readCursor(cursor);
      const body = { max_count: videosPerPage, ...(before === undefined ? {} : { cursor: before }) };
      const page = await client.call(access, endpoints.listVideos, { fields: videoFields, body, data: videoPageSchema, signal });
      return { videos: page.videos.map(readVideo), nextCursor: nextCursorOf(page, before) };
    },

    async queryVideos(access, externalIds, signal) {
      if (externalIds.length === 0) return [];
      if (externalIds.length > videosPerPage)
        throw new PlatformFailure('invalid', `At most ${videosPerPage} videos at once, not ${externalIds.length}`);
      const body = { filters: { video_ids: externalIds } };
      const { videos } = await client.call(access, endpoints.queryVideos, { fields: videoFields, body, data: videosByIdSchema, signal });
      return videos.filter(({ id }) => externalIds.includes(id)).map(readVideo);
    },

    granted: (given) => ({
      profile: given.includes(scopes.basic),
      counters: given.includes(scopes.counters),
      videos: given.includes(scopes.videos),
    }),

    revoke: (access) => revoke(client, access),
  };
}

/** Only a living access token can be revoked: one that was refused is renewed once. */
async function revoke(client: TikTokContentClient, access: AccountAccess): Promise<void> {
  const send = (token: string) => client.callOauth(oauthEndpoints.revoke, { form: { token }, data: z.unknown() });
  const token = await access.token();
  try {
    await send(token.reveal());
  } catch (error) {
    if (!(error instanceof PlatformFailure) || !['forbidden', 'invalid', 'auth-expired'].includes(error.kind)) throw error;
    const renewed = await access.token(token);
    await send(renewed.reveal());
  }
}
