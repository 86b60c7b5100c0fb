import { z } from 'zod';
import { hexKey, variable } from '../env-variable.ts';

const make64 = "make one with: node -e \"console.log(require('node:crypto').randomBytes(32).toString('hex'))\"";

export const secretVariables = {
  TOKEN_ENC_KEY: variable({
    section: 'Secrets',
    text: 'Encrypts marketplace tokens in the database.',
    schema: hexKey(),
    unset: 'made once in development',
    hint: make64,
    isSecret: true,
    isGenerated: true,
  }),
  TOKEN_ENC_KEYS_OLD: variable({
    section: 'Secrets',
    text: 'Former values of TOKEN_ENC_KEY with commas between them: they open, they do not seal. Empty it after `rotate-keys`.',
    schema: z
      .string()
      .regex(/^[0-9a-fA-F]{64}(,[0-9a-fA-F]{64})*$/, 'must be keys of 64 hexadecimal digits with commas between them')
      .optional(),
    unset: 'none',
    hint: 'move the value of TOKEN_ENC_KEY here when you make a new one',
    isSecret: true,
  }),
  STATE_SECRET: variable({
    section: 'Secrets',
    text: 'Signs sign-in and connection links.',
    schema: hexKey(),
    unset: 'made once in development',
    hint: make64,
    isSecret: true,
    isGenerated: true,
  }),
  ADMIN_API_KEY: variable({
    section: 'Secrets',
    text: 'Key of /admin, sent as X-API-KEY. API keys of the hub with content:read or content:write work there too.',
    schema: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without blanks')
      .min(32, 'must have at least 32 characters')
      .max(500, 'must have at most 500 characters')
      .optional(),
    unset: 'made once in development and kept in DATA_DIR/admin-api-key; in production only API keys of the hub work',
    hint: make64,
    isSecret: true,
  }),
  ADMIN_TENANT_ID: variable({
    section: 'Secrets',
    text: 'The organisation that ADMIN_API_KEY acts for.',
    schema: z
      .string()
      .regex(/^ten_[0-9a-z]+$/, 'must be the id of an organisation')
      .optional(),
    unset: 'the organisation that was founded first',
    hint: 'copy tenantId from the answer of GET /api/user/me',
  }),
  METRICS_TOKEN: variable({
    section: 'Secrets',
    text: 'Bearer token of /metrics and /metrics/errors.',
    schema: z.string().min(16, 'must have at least 16 characters').optional(),
    unset: 'open on a loopback HOST, closed elsewhere',
    hint: make64,
    isSecret: true,
  }),
} as const;
