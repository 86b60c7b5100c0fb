import { origins, text, variable, webAddress } from '../env-variable.ts';

export const tiktokShopVariables = {
  TIKTOK_APP_KEY: variable({
    section: 'TikTok Shop',
    text: 'App key of Partner Center.',
    schema: text(),
    unset: 'TikTok Shop is not offered',
    hint: 'copy it from Partner Center → App → Basic information',
  }),
  TIKTOK_APP_SECRET: variable({
    section: 'TikTok Shop',
    text: 'App secret of Partner Center.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from Partner Center → App → Basic information',
    isSecret: true,
  }),
  TIKTOK_SERVICE_ID: variable({
    section: 'TikTok Shop',
    text: 'Service id of Partner Center; not the app key.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from the authorisation link of Partner Center',
  }),
  TIKTOK_API_BASE_URL: variable({
    section: 'TikTok Shop',
    text: 'Another address of the API, such as the sandbox.',
    schema: webAddress(),
    unset: "TikTok's",
    hint: 'leave it out',
  }),
  TIKTOK_AUTH_BASE_URL: variable({
    section: 'TikTok Shop',
    text: 'Another address of the token endpoints.',
    schema: webAddress(),
    unset: "TikTok's",
    hint: 'leave it out',
  }),
  TIKTOK_AUTHORIZATION_URL: variable({
    section: 'TikTok Shop',
    text: 'Another address of the consent page.',
    schema: webAddress(),
    unset: "TikTok's",
    hint: 'leave it out',
  }),
  TIKTOK_ALLOWED_ORIGINS: variable({
    section: 'TikTok Shop',
    text: 'Origins that may be called although they are not public and https: the sandbox, with commas between them.',
    schema: origins(),
    unset: 'none',
    hint: 'leave it out',
  }),
} as const;
