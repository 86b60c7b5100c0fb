import { randomBytes } from 'node:crypto';
import { freePort } from '@shopfleet/test-kit/printers';
import { type DemoMarketplace, demoMarketplaces } from '../../../scripts/demo/demo-marketplaces.ts';
import { hubNodeOptions } from '../../../scripts/demo/hub-node-options.ts';
import { Program } from './program.ts';
import { contentApp, sandboxApp } from './sandbox.ts';

export type HubRole = 'api' | 'worker' | 'all';

export interface HubProcess {
  readonly role: HubRole;
  readonly url: string;
  readonly program: Program;
}

/** What all hub processes of one installation share. */
export interface Installation {
  readonly directory: string;
  readonly databaseUrl: string | undefined;
  readonly publicUrl: string;
  readonly sandboxUrl: string;
  readonly contentUrl: string;
  /** Where the marketplaces are that it can be connected to beside TikTok Shop. */
  readonly marketplaceUrls: Readonly<Partial<Record<DemoMarketplace['slug'], string>>>;
  readonly secrets: { readonly tokens: string; readonly states: string };
}

const hex = () => randomBytes(32).toString('hex');
export const newSecrets = (): Installation['secrets'] => ({ tokens: hex(), states: hex() });

/** Plans a hub process; nothing runs yet. `url` is its own address, which for the first one is the public one. */
export async function planHub(installation: Installation, role: HubRole, name: string, wantedPort?: number): Promise<HubProcess> {
  const port = wantedPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { directory, databaseUrl, publicUrl, sandboxUrl, contentUrl, marketplaceUrls, secrets } = installation;
  const program = new Program({
    name,
    file: 'apps/hub/src/main.ts',
    args: ['serve', '--role', role],
    preload: 'e2e/src/programs/crash-switch.ts',
    readyUrl: `${url}/ready`,
    environment: {
      NODE_ENV: 'production',
      NODE_OPTIONS: hubNodeOptions,
      DATA_DIR: `${directory}/hub`,
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      CORS_ORIGIN: url === publicUrl ? '' : url,
      DATABASE_URL: databaseUrl ?? '',
      TOKEN_ENC_KEY: secrets.tokens,
      STATE_SECRET: secrets.states,
      LOG_LEVEL: 'warn',
      SHOPFLEET_DEMO: 'true',
      TIKTOK_APP_KEY: sandboxApp.appKey,
      TIKTOK_APP_SECRET: sandboxApp.appSecret,
      TIKTOK_SERVICE_ID: sandboxApp.serviceId,
      TIKTOK_API_BASE_URL: sandboxUrl,
      TIKTOK_AUTH_BASE_URL: sandboxUrl,
      TIKTOK_AUTHORIZATION_URL: `${sandboxUrl}/open/authorize`,
      TIKTOK_ALLOWED_ORIGINS: sandboxUrl,
      TIKTOK_CLIENT_KEY: contentApp.clientKey,
      TIKTOK_CLIENT_SECRET: contentApp.clientSecret,
      TIKTOK_CONTENT_API_BASE_URL: contentUrl,
      TIKTOK_CONTENT_AUTHORIZATION_URL: `${contentUrl}/v2/auth/authorize/`,
      TIKTOK_CONTENT_ALLOWED_ORIGINS: contentUrl,
      ...Object.assign(
        {},
        ...demoMarketplaces.map((market) => {
          const its = marketplaceUrls[market.slug];
          return its === undefined ? {} : market.hubVariables(its, sandboxApp);
        }),
      ),
    },
  });
  return { role, url, program };
}
