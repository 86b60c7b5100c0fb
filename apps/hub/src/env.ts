import { z } from 'zod';
import { flag, hexKey, variable, webAddress, wholeNumber } from './config/env-variable.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const text = () => z.string().max(2000).optional();
const database = z.url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host:5432/shopfleet' });
const origins = z
  .string()
  .optional()
  .transform((list) =>
    (list ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
  )
  .refine(
    (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be origins such as https://app.example.com, with commas between them and no path',
  );
const timeZone = z
  .string()
  .optional()
  .transform((name) => name ?? 'UTC')
  .refine((name) => isTimeZone(name), 'must be a time zone such as Asia/Jakarta or UTC');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const make64 = "make one with: node -e \"console.log(require('node:crypto').randomBytes(32).toString('hex'))\"";

/** Every variable that the hub reads. `.env.example` and docs/reference/configuration.md are made from this list. */
export const envVariables = {
  NODE_ENV: variable({
    section: 'Running',
    text: '`production` makes secrets required and pages strict.',
    schema: z
      .enum(['development', 'production', 'test'], 'must be development, production or test')
      .optional()
      .transform((mode) => mode ?? 'development'),
    unset: 'development',
    hint: 'set NODE_ENV=production on a server',
  }),
  HOST: variable({
    section: 'Running',
    text: 'Address to listen on.',
    schema: text().transform((host) => host ?? '127.0.0.1'),
    unset: '127.0.0.1',
    hint: 'use 0.0.0.0 to accept other machines',
  }),
  PORT: variable({
    section: 'Running',
    text: 'Port to listen on; 0 takes a free one.',
    schema: wholeNumber(0, 65_535, 3000),
    unset: '3000',
    hint: 'choose a free port such as 3000',
  }),
  PUBLIC_URL: variable({
    section: 'Running',
    text: 'Where people and marketplaces reach the hub; part of links, callbacks and the check against forged requests.',
    schema: webAddress(),
    unset: 'http://HOST:PORT',
    hint: 'for example https://hub.example.com',
  }),
  DATA_DIR: variable({
    section: 'Running',
    text: 'Where documents, and in development the database and secrets, are kept.',
    schema: text().transform((path) => path ?? '.data'),
    unset: '.data',
    hint: 'a directory that the hub may write to',
  }),
  LOG_LEVEL: variable({
    section: 'Running',
    text: 'How much is logged.',
    schema: z
      .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
      .optional()
      .transform((level) => level ?? 'info'),
    unset: 'info',
    hint: 'use info, or debug to look closer',
  }),
  TZ: variable({ section: 'Running', text: 'Time zone of schedules.', schema: timeZone, unset: 'UTC', hint: 'for example Asia/Jakarta' }),
  CRON_ENABLED: variable({
    section: 'Running',
    text: 'Whether workers run the calendar.',
    schema: flag(true),
    unset: 'true',
    hint: 'set false to run only what is asked for',
  }),
  DATABASE_URL: variable({
    section: 'Database',
    text: 'PostgreSQL 15 or newer. Without it the hub starts one of its own in DATA_DIR.',
    schema: database.optional(),
    unset: 'embedded PostgreSQL',
    hint: 'for example postgres://shopfleet:secret@db.internal:5432/shopfleet',
    isSecret: true,
  }),
  DB_POOL_SIZE: variable({
    section: 'Database',
    text: 'Connections at most, for each process.',
    schema: wholeNumber(2, 200, 10),
    unset: '10',
    hint: 'use 10',
  }),
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
    text: "Key of the operators' `/admin` routes.",
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    unset: 'those routes are closed',
    hint: make64,
    isSecret: true,
  }),
  METRICS_TOKEN: variable({
    section: 'Secrets',
    text: 'Bearer token of /metrics and /metrics/errors.',
    schema: z.string().min(16, 'must have at least 16 characters').optional(),
    unset: 'open on a loopback HOST, closed elsewhere',
    hint: make64,
    isSecret: true,
  }),
  CORS_ORIGIN: variable({
    section: 'Web',
    text: 'Other origins whose pages may call the API, with commas between them.',
    schema: origins,
    unset: 'none',
    hint: 'for example https://app.example.com',
  }),
  TRUST_PROXY: variable({
    section: 'Web',
    text: 'How many proxies stand in front; the caller is that many addresses from the end of X-Forwarded-For.',
    schema: wholeNumber(0, 10, 0),
    unset: '0',
    hint: 'use 1 behind one reverse proxy',
  }),
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
    schema: origins,
    unset: 'none',
    hint: 'leave it out',
  }),
  SHOPFLEET_DEMO: variable({
    section: 'Running',
    text: 'Tells the screens that this hub runs on the sandbox.',
    schema: flag(false),
    unset: 'false',
    hint: 'leave it out',
  }),
} as const;

export type EnvName = keyof typeof envVariables;
export type EnvValues = { readonly [N in EnvName]: z.output<(typeof envVariables)[N]['schema']> };

/** Everything that is wrong with the environment, one line for each variable. */
export class EnvironmentError extends Error {
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super(`The hub cannot start with this environment:\n${complaints.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.complaints = complaints;
  }
}

/** Reads every variable at once; an empty one counts as not set. Throws one `EnvironmentError` with all complaints. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>> = process.env): EnvValues {
  const complaints: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, hint }] of Object.entries(envVariables)) {
    const result = schema.safeParse(environment[name]?.trim() || undefined);
    if (result.success) values[name] = result.data;
    else complaints.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}; ${hint}`);
  }
  if (complaints.length > 0) throw new EnvironmentError(complaints);
  return values as EnvValues;
}
