import { expect, test } from 'vitest';
import { buildConfig } from './config.ts';
import { EnvironmentError, readEnvironment } from './env.ts';

const key = 'ab'.repeat(32);
const complaintsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof EnvironmentError) return error.complaints;
    throw error;
  }
  return [];
};

test('an empty environment is a working development hub', () => {
  const config = buildConfig(readEnvironment({}), { TOKEN_ENC_KEY: key, STATE_SECRET: key });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, isProduction: false, isRegistrationOpen: false, tiktokShop: undefined });
});

test('everything that is wrong is said at once, with how to make it right, and without the value', () => {
  const complaints = complaintsOf(() =>
    readEnvironment({
      PORT: '99999',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      TOKEN_ENC_KEY: 'canary-short',
      PUBLIC_URL: 'hub.example.com',
      CORS_ORIGIN: 'https://a.example/path',
      REGISTRATION: 'maybe',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
      ADMIN_API_KEY: 'canary-of-31-characters-is-shor',
      ADMIN_TENANT_ID: 'mine',
    }),
  );
  expect(complaints.map((line) => line.split(' ')[0]).sort()).toEqual(
    [
      'ADMIN_API_KEY',
      'ADMIN_TENANT_ID',
      'CORS_ORIGIN',
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'REGISTRATION',
      'TOKEN_ENC_KEY',
      'TRUST_PROXY',
      'PUBLIC_URL',
    ].sort(),
  );
  for (const line of complaints) expect(line).toMatch(/^[A-Z_]+ must .+; .+/);
  expect(complaints.join()).not.toMatch(/hunter2|canary/);
});

test('production wants its secrets and its address', () => {
  const complaints = complaintsOf(() => buildConfig(readEnvironment({ NODE_ENV: 'production' }), undefined));
  expect(complaints.map((line) => line.split(' ')[0])).toEqual(['TOKEN_ENC_KEY', 'STATE_SECRET', 'PUBLIC_URL']);
});

test.each([
  [{ OIDC_ISSUER: 'https://id.example.com' }, ['OIDC_AUDIENCE']],
  [{ OIDC_AUDIENCE: 'app' }, ['OIDC_ISSUER']],
  [{ TIKTOK_APP_KEY: 'key' }, ['TIKTOK_APP_SECRET', 'TIKTOK_SERVICE_ID']],
  [{ SHOPEE_PARTNER_ID: '1' }, ['SHOPEE_PARTNER_KEY']],
  [{ EBAY_CLIENT_ID: 'id', EBAY_CLIENT_SECRET: 'secret' }, ['EBAY_REDIRECT_URI']],
  [{ AMAZON_CLIENT_ID: 'id', AMAZON_CLIENT_SECRET: 'secret' }, ['AMAZON_APPLICATION_ID']],
  [{ AMAZON_REFRESH_TOKEN: 'token', AMAZON_SELLER_ID: 'A1' }, ['AMAZON_CLIENT_ID', 'AMAZON_CLIENT_SECRET']],
  [{ DB_POOL_SIZE: '4', DB_POOL_MIN: '5' }, ['DB_POOL_MIN']],
  [{ TIKTOK_CLIENT_KEY: 'key' }, ['TIKTOK_CLIENT_SECRET']],
  [{ TIKTOK_REDIRECT_URI: 'https://hub.example.com/auth/tiktok/callback' }, ['TIKTOK_CLIENT_KEY', 'TIKTOK_CLIENT_SECRET']],
])('a half-configured feature %o stops the start', (environment: Record<string, string>, names: string[]) => {
  const complaints = complaintsOf(() => buildConfig(readEnvironment({ ...environment, TOKEN_ENC_KEY: key, STATE_SECRET: key }), undefined));
  expect(complaints.map((line) => line.split(' ')[0])).toEqual(names);
});

test('both kinds of TikTok have keys of their own and can be set up alone', () => {
  const secrets = { TOKEN_ENC_KEY: key, STATE_SECRET: key };
  const configOf = (environment: Record<string, string>) => buildConfig(readEnvironment({ ...environment, ...secrets }), undefined);
  const accounts = configOf({
    TIKTOK_CLIENT_KEY: 'key',
    TIKTOK_CLIENT_SECRET: 'secret',
    TIKTOK_CONTENT_SCOPES: 'user.info.basic, video.list',
  });
  expect(accounts.tiktokShop).toBeUndefined();
  expect(accounts.tiktokContent).toMatchObject({
    clientKey: 'key',
    requestsPerMinute: 600,
    scopes: ['user.info.basic', 'video.list'],
    redirectUrl: undefined,
  });
  expect(configOf({ TIKTOK_APP_KEY: 'k', TIKTOK_APP_SECRET: 's', TIKTOK_SERVICE_ID: '1' }).tiktokContent).toBeUndefined();
});

test('secrets do not show when the configuration is printed', () => {
  const config = buildConfig(readEnvironment({ TOKEN_ENC_KEY: key, STATE_SECRET: key, METRICS_TOKEN: 'canary-canary-canary' }), undefined);
  expect(JSON.stringify(config)).not.toMatch(/abab|canary/);
});

test('the admin key may be missing in production, and is one of the secrets', () => {
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://hub.example.com', TOKEN_ENC_KEY: key, STATE_SECRET: key };
  expect(buildConfig(readEnvironment(production)).admin).toEqual({ key: undefined, tenantId: undefined });
  const { admin } = buildConfig(readEnvironment({ ...production, ADMIN_API_KEY: 'canary'.repeat(6), ADMIN_TENANT_ID: 'ten_1' }));
  expect([admin.key?.reveal(), admin.tenantId, JSON.stringify(admin).includes('canary')]).toEqual(['canary'.repeat(6), 'ten_1', false]);
});
