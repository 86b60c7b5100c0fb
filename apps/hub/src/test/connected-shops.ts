import type { TikTokShopSandbox } from '@shopfleet/sandbox';
import type { ProgramEnvironment } from './hub-program.ts';

/** The variables that let a hub talk to the sandbox instead of TikTok Shop. */
export function sandboxEnvironment(sandbox: TikTokShopSandbox): ProgramEnvironment {
  return {
    TIKTOK_APP_KEY: sandbox.appKey,
    TIKTOK_APP_SECRET: sandbox.appSecret,
    TIKTOK_SERVICE_ID: sandbox.serviceId,
    TIKTOK_API_BASE_URL: sandbox.apiUrl,
    TIKTOK_AUTH_BASE_URL: sandbox.authUrl,
    TIKTOK_AUTHORIZATION_URL: `${sandbox.url}/open/authorize`,
    TIKTOK_ALLOWED_ORIGINS: [...new Set([sandbox.apiUrl, sandbox.authUrl, sandbox.filesUrl])].join(','),
  };
}

/** Registers somebody and connects the shops of the first `count` sellers; gives the session's token and the connections' ids. */
export async function connectSellers(url: string, sandbox: TikTokShopSandbox, count: number) {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' });
  const registered = await fetch(`${url}/api/user/register`, { method: 'POST', headers: json, body });
  const { token, user }: { token: string; user: { tenantId: string } } = await registered.json();
  const headers = { authorization: `Bearer ${token}` };
  // The seller comes back in the browser that began.
  const cookie = registered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const sellers = [...new Set(sandbox.control.shops().map(({ sellerId }) => sellerId))].slice(0, count);
  for (const seller of sellers) {
    const begun: { authUrl: string } = await (await fetch(`${url}/api/v1/platforms/connect/tiktok`, { headers: { cookie } })).json();
    const state = new URL(begun.authUrl).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ state, code: sandbox.control.authorize(seller).code });
    const back = await fetch(`${url}/api/v1/platforms/callback/tiktok?${query}`, { headers: { cookie } });
    if (back.status !== 200) throw new Error(`connecting ${seller} answered ${back.status}: ${await back.text()}`);
  }
  const list: { items: { id: string }[] } = await (await fetch(`${url}/api/v1/platforms/connections`, { headers })).json();
  return { token, tenantId: user.tenantId, headers, connectionIds: list.items.map(({ id }) => id) };
}
