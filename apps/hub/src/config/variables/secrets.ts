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
  METRICS_TOKEN: variable({
    section: 'Secrets',
    text: 'Bearer token of /metrics and /metrics/errors.',
    schema: z.string().min(16, 'must have at least 16 characters').optional(),
    unset: 'open on a loopback HOST, closed elsewhere',
    hint: make64,
    isSecret: true,
  }),
} as const;
