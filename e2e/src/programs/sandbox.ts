import type { Control } from '@shopfleet/sandbox';
import { freePort } from '@shopfleet/test-kit/printers';
import { type DemoMarketplace, demoMarketplaces } from '../../../scripts/demo/demo-marketplaces.ts';
import { Program } from './program.ts';

export const sandboxApp = { appKey: 'e2eapp', appSecret: 'e2e-secret-of-the-sandbox-application', serviceId: 'e2e' } as const;
export const contentApp = { clientKey: 'e2eclient', clientSecret: 'e2e-secret-of-the-content-application' } as const;

/** One platform of the sandbox, moved over its control API. */
export interface SandboxPlatform {
  readonly url: string;
  /** A call of the control API that only looks. */
  look<T>(call: string): Promise<T>;
  /** A call that changes something. */
  act<T>(call: string, input?: unknown): Promise<T>;
}

/** TikTok Shop and the other marketplaces as a process of their own, and beside them the platform of content accounts. */
export interface Sandbox extends SandboxPlatform, AsyncDisposable {
  readonly program: Program;
  readonly content: SandboxPlatform;
  readonly others: Readonly<Record<DemoMarketplace['slug'], SandboxPlatform>>;
}

export type SandboxOrder = ReturnType<Control['createOrder']>;
export type SandboxProduct = ReturnType<Control['products']>[number];

export async function startSandbox(directory: string, hubUrl: string): Promise<Sandbox> {
  const [port, contentPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const ports = { shopee: await freePort(), ebay: await freePort(), amazon: await freePort() };
  const program = new Program({
    name: 'sandbox',
    file: 'apps/sandbox/src/main.ts',
    args: [
      ...['--port', String(port), '--state', `${directory}/sandbox.json`],
      ...['--redirect-url', `${hubUrl}/api/v1/platforms/callback/tiktok`, '--webhook-url', `${hubUrl}/api/v1/platforms/webhook/tiktok`],
      ...['--content-port', String(contentPort), '--content-state', `${directory}/content-sandbox.json`, '--content-accounts', '0'],
      ...['--content-webhook-url', `${hubUrl}/api/v1/platforms/webhook/tiktok-content`],
      ...['--content-redirect-urls', `${hubUrl}/auth/tiktok/callback`],
      ...demoMarketplaces.flatMap((market) => [`--${market.slug}-port`, String(ports[market.slug]), ...market.sandboxOptions(hubUrl)]),
    ],
    environment: {
      SANDBOX_APP_KEY: sandboxApp.appKey,
      SANDBOX_APP_SECRET: sandboxApp.appSecret,
      SANDBOX_SERVICE_ID: sandboxApp.serviceId,
      SANDBOX_CONTENT_CLIENT_KEY: contentApp.clientKey,
      SANDBOX_CONTENT_CLIENT_SECRET: contentApp.clientSecret,
      ...Object.assign({}, ...demoMarketplaces.map((market) => market.sandboxCredentials(sandboxApp))),
    },
    readyUrl: `${url}/_control/settings`,
  });
  await program.start();
  const at = (itsPort: number) => platformAt(`http://127.0.0.1:${itsPort}`);
  const others = { shopee: at(ports.shopee), ebay: at(ports.ebay), amazon: at(ports.amazon) };
  return { ...platformAt(url), program, content: at(contentPort), others, [Symbol.asyncDispose]: () => program.kill() };
}

function platformAt(url: string): SandboxPlatform {
  const control = async <T>(call: string, init: RequestInit): Promise<T> => {
    const response = await fetch(`${url}/_control/${call}`, init);
    const answer: { ok: boolean; result: T; error?: string } = await response.json();
    if (!answer.ok) throw new Error(`The sandbox refused ${call}: ${answer.error}`);
    return answer.result;
  };
  return {
    url,
    look: (call) => control(call, {}),
    act: (call, input = {}) =>
      control(call, { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }),
  };
}
