import { email, origins, text, variable, webAddress } from '../env-variable.ts';

const section = 'eBay';

export const ebayVariables = {
  EBAY_CLIENT_ID: variable({
    section,
    text: 'App ID (client id) of the keyset.',
    schema: text(),
    unset: 'eBay is not offered',
    hint: 'copy it from developer.ebay.com → Application Keys',
  }),
  EBAY_CLIENT_SECRET: variable({
    section,
    text: 'Cert ID (client secret) of the keyset.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from developer.ebay.com → Application Keys',
    isSecret: true,
  }),
  EBAY_DEV_ID: variable({
    section,
    text: 'Dev ID of the keyset; only old SOAP notifications are checked with it.',
    schema: text(),
    unset: 'old SOAP notifications are refused',
    hint: 'copy it from developer.ebay.com → Application Keys',
  }),
  EBAY_REDIRECT_URI: variable({
    section,
    text: 'The RuName of the keyset: a name, not an address. Its accept address must be `PUBLIC_URL` with /api/v1/platforms/callback/ebay.',
    schema: text(),
    unset: 'none',
    hint: 'copy it from developer.ebay.com → User Tokens → Get a Token from eBay via Your Application',
  }),
  EBAY_ALERT_EMAIL: variable({
    section,
    text: 'Where eBay writes when notifications cannot be delivered; without it eBay sends none.',
    schema: email(),
    unset: 'no notifications; orders come by polling',
    hint: 'an e-mail address that somebody reads',
  }),
  EBAY_API_BASE_URL: variable({
    section,
    text: 'Another address of the API, such as the sandbox.',
    schema: webAddress(),
    unset: "eBay's",
    hint: 'leave it out',
  }),
  EBAY_IDENTITY_BASE_URL: variable({
    section,
    text: 'Another address of the API that tells who is connected (apiz).',
    schema: webAddress(),
    unset: "eBay's",
    hint: 'leave it out',
  }),
  EBAY_AUTHORIZATION_URL: variable({
    section,
    text: 'Another address of the consent page.',
    schema: webAddress(),
    unset: "eBay's",
    hint: 'leave it out',
  }),
  EBAY_ALLOWED_ORIGINS: variable({
    section,
    text: 'Origins that may be called although they are not public and https: the sandbox, with commas between them.',
    schema: origins(),
    unset: 'none',
    hint: 'leave it out',
  }),
} as const;
