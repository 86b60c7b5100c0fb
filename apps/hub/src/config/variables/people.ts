import { z } from 'zod';
import { text, variable, webAddress } from '../env-variable.ts';

export const peopleVariables = {
  REGISTRATION: variable({
    section: 'People',
    text: '`open` lets anybody found an organisation; `invited` only lets in people with an invitation, after the first.',
    schema: z
      .enum(['invited', 'open'], 'must be invited or open')
      .optional()
      .transform((how) => how ?? 'invited'),
    unset: 'invited',
    hint: 'use invited',
  }),
  OIDC_ISSUER: variable({
    section: 'People',
    text: 'Accept identity tokens of this issuer (Firebase, Supabase, any OpenID provider).',
    schema: webAddress(),
    unset: 'none',
    hint: 'for example https://securetoken.google.com/my-project',
  }),
  OIDC_AUDIENCE: variable({
    section: 'People',
    text: 'The audience that those tokens must name.',
    schema: text(),
    unset: 'none',
    hint: 'for Firebase the project id, for Supabase authenticated',
  }),
  OIDC_JWKS_URL: variable({
    section: 'People',
    text: "Where the issuer's keys are.",
    schema: webAddress(),
    unset: 'discovered from the issuer',
    hint: 'for Firebase https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
  }),
} as const;
