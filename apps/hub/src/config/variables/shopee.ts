import { digits, origins, text, variable, webAddress } from '../env-variable.ts';

const section = 'Shopee';

export const shopeeVariables = {
  SHOPEE_PARTNER_ID: variable({
    section,
    text: 'Partner id (live or test) of the app at Shopee Open Platform.',
    schema: digits(),
    unset: 'Shopee is not offered',
    hint: 'copy it from the console → App List',
  }),
  SHOPEE_PARTNER_KEY: variable({
    section,
    text: 'Partner key of that app; pushes are signed with it too.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from the console → App List',
    isSecret: true,
  }),
  SHOPEE_PUSH_URL: variable({
    section,
    text: 'The push address as it is written in the console, to the letter: Shopee signs it with every push. It must reach this hub at /api/v1/platforms/webhook/shopee.',
    schema: webAddress(),
    unset: '`PUBLIC_URL` with that path',
    hint: 'copy it from the console → Push Mechanism',
  }),
  SHOPEE_API_BASE_URL: variable({
    section,
    text: 'Another address of the API: a region of its own (China, Brazil), or the sandbox.',
    schema: webAddress(),
    unset: "Shopee's",
    hint: 'leave it out',
  }),
  SHOPEE_AUTHORIZATION_URL: variable({
    section,
    text: 'Another address of the consent page.',
    schema: webAddress(),
    unset: "Shopee's",
    hint: 'leave it out',
  }),
  SHOPEE_ALLOWED_ORIGINS: variable({
    section,
    text: 'Origins that may be called although they are not public and https: the sandbox, with commas between them.',
    schema: origins(),
    unset: 'none',
    hint: 'leave it out',
  }),
} as const;
