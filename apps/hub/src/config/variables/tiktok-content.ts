import { origins, text, variable, webAddress, wholeNumber } from '../env-variable.ts';

const section = 'TikTok accounts';

export const tiktokContentVariables = {
  TIKTOK_CLIENT_KEY: variable({
    section,
    text: 'Client key of the app at TikTok for Developers; not the app key of TikTok Shop.',
    schema: text(),
    unset: 'TikTok accounts cannot be connected',
    hint: 'copy it from developers.tiktok.com → Manage apps',
  }),
  TIKTOK_CLIENT_SECRET: variable({
    section,
    text: 'Client secret of that app.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from developers.tiktok.com → Manage apps',
    isSecret: true,
  }),
  TIKTOK_REDIRECT_URI: variable({
    section,
    text: 'Where TikTok sends people back to: the address that is registered for the app, to the letter. It must reach this hub at /auth/tiktok/callback.',
    schema: webAddress(),
    unset: '`PUBLIC_URL` with /auth/tiktok/callback',
    hint: 'write it exactly as in the Login Kit settings of the app',
  }),
  TIKTOK_CONTENT_REQUESTS_PER_MINUTE: variable({
    section,
    text: 'Requests that TikTok allows this app in any minute, for each kind of call. TikTok raises it on request.',
    schema: wholeNumber(1, 600_000, 600),
    unset: '600',
    hint: 'leave it out unless TikTok has told another number',
  }),
  TIKTOK_CONTENT_SCOPES: variable({
    section,
    text: 'Scopes that people are asked for, with commas between them. One that the app is not approved for makes TikTok refuse everybody.',
    schema: text(),
    unset: 'user.info.basic, user.info.profile, user.info.stats, video.list',
    hint: 'leave it out when the app is approved for all four',
  }),
  TIKTOK_CONTENT_API_BASE_URL: variable({
    section,
    text: 'Another address of the API, such as the sandbox.',
    schema: webAddress(),
    unset: "TikTok's",
    hint: 'leave it out',
  }),
  TIKTOK_CONTENT_AUTHORIZATION_URL: variable({
    section,
    text: 'Another address of the consent page.',
    schema: webAddress(),
    unset: "TikTok's",
    hint: 'leave it out',
  }),
  TIKTOK_CONTENT_ALLOWED_ORIGINS: variable({
    section,
    text: 'Origins that may be called although they are not public and https: the sandbox, with commas between them.',
    schema: origins(),
    unset: 'none',
    hint: 'leave it out',
  }),
} as const;
