import { resolve } from 'node:path';
import type { ContentSyncSettings } from '@shopfleet/core/content';
import type { ExternalIssuerSettings } from '@shopfleet/core/identity';
import { Secret } from '@shopfleet/kernel';
import { type Lacks, type PlatformsConfig, platformsOf } from './config/platforms.ts';
import { EnvironmentError, type EnvName, type EnvValues, envVariables } from './env.ts';

/** What the hub runs with. A half-configured feature cannot be held: it is there or undefined. */
export interface HubConfig extends PlatformsConfig {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** Undefined: http://host:port, once the port is known. */
  readonly publicUrl: string | undefined;
  readonly dataDirectory: string;
  readonly logLevel: EnvValues['LOG_LEVEL'];
  readonly isCalendarOn: boolean;
  readonly database: {
    readonly url: string | undefined;
    readonly poolSize: number;
    readonly poolMin: number;
    readonly isLogged: boolean;
  };
  /** Current key first. */
  readonly tokenKeys: readonly [Secret, ...Secret[]];
  readonly stateSecret: Secret;
  readonly metricsToken: Secret | undefined;
  /** Of `/admin`; without a tenant it acts for the oldest organisation. */
  readonly admin: { readonly key: Secret | undefined; readonly tenantId: string | undefined };
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly isRegistrationOpen: boolean;
  readonly externalIssuer: ExternalIssuerSettings | undefined;
  /** Of one printer. */
  readonly printJobsPer5Minutes: number;
  readonly contentSync: Omit<ContentSyncSettings, 'isCalendarOn'>;
  /** Whether a store's code alone lets anybody connect an account for it. */
  readonly isStoreCodeEnough: boolean;
  readonly isDemo: boolean;
}

/** The secrets that development makes by itself. */
export interface GeneratedSecrets {
  readonly TOKEN_ENC_KEY: string;
  readonly STATE_SECRET: string;
  readonly ADMIN_API_KEY: string;
}

/** Environment plus generated secrets become one configuration; throws `EnvironmentError` with everything that is missing. */
export function buildConfig(env: EnvValues, generated: Partial<GeneratedSecrets> = {}): HubConfig {
  const complaints: string[] = [];
  const lacks = (name: EnvName, why: string) => complaints.push(`${name} ${why}; ${envVariables[name].hint}`);
  const tokenKey = env.TOKEN_ENC_KEY ?? generated.TOKEN_ENC_KEY;
  const stateSecret = env.STATE_SECRET ?? generated.STATE_SECRET;
  if (!tokenKey) lacks('TOKEN_ENC_KEY', 'is missing and needed in production');
  if (!stateSecret) lacks('STATE_SECRET', 'is missing and needed in production');
  if (env.DB_POOL_MIN > env.DB_POOL_SIZE) lacks('DB_POOL_MIN', 'is more than DB_POOL_SIZE');
  const isProduction = env.NODE_ENV === 'production';
  if (isProduction && !env.PUBLIC_URL) lacks('PUBLIC_URL', 'is missing and needed in production');
  const externalIssuer = issuerOf(env, lacks);
  const platforms = platformsOf(env, lacks);
  if (complaints.length > 0 || !tokenKey || !stateSecret) throw new EnvironmentError(complaints);
  const oldKeys = env.TOKEN_ENC_KEYS_OLD?.split(',') ?? [];
  return {
    isProduction,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    dataDirectory: resolve(env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    isCalendarOn: env.CRON_ENABLED,
    database: { url: env.DATABASE_URL, poolSize: env.DB_POOL_SIZE, poolMin: env.DB_POOL_MIN, isLogged: env.DB_LOGGING },
    tokenKeys: [new Secret(tokenKey), ...oldKeys.map((key) => new Secret(key))],
    stateSecret: new Secret(stateSecret),
    metricsToken: env.METRICS_TOKEN === undefined ? undefined : new Secret(env.METRICS_TOKEN),
    admin: adminOf(env, generated),
    corsOrigins: env.CORS_ORIGIN,
    trustedProxies: env.TRUST_PROXY,
    isRegistrationOpen: env.REGISTRATION === 'open',
    externalIssuer,
    printJobsPer5Minutes: env.PRINT_JOBS_PER_5_MINUTES,
    contentSync: contentSyncOf(env),
    isStoreCodeEnough: env.CONNECT_BY_STORE_CODE ?? !isProduction,
    ...platforms,
    isDemo: env.SHOPFLEET_DEMO,
  };
}

function adminOf(env: EnvValues, generated: Partial<GeneratedSecrets>): HubConfig['admin'] {
  const key = env.ADMIN_API_KEY ?? generated.ADMIN_API_KEY;
  return { key: key === undefined ? undefined : new Secret(key), tenantId: env.ADMIN_TENANT_ID };
}

function contentSyncOf(env: EnvValues): HubConfig['contentSync'] {
  return {
    profilesAtOnce: env.SYNC_CONCURRENCY,
    videosAtOnce: env.VIDEO_SYNC_CONCURRENCY,
    crons: { refresh_tokens: env.CRON_TOKEN_REFRESH, user: env.CRON_SYNC_USER_DAILY, video: env.CRON_SYNC_VIDEO_DAILY },
    timeZone: env.TZ,
  };
}

function issuerOf(env: EnvValues, lacks: Lacks): ExternalIssuerSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = env;
  if (issuer && audience) return { issuer, audience, jwksUrl };
  if (issuer) lacks('OIDC_AUDIENCE', 'is missing although OIDC_ISSUER is set');
  if (!issuer && (audience || jwksUrl)) lacks('OIDC_ISSUER', 'is missing although other OIDC_ variables are set');
  return undefined;
}
