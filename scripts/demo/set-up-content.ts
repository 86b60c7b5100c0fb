import { type DemoOutlet, demoOutlets } from './demo-outlets.ts';
import type { HubClient } from './hub-client.ts';
import { askSandbox } from './sandbox-client.ts';

/** That many persons in charge use their link; the others are helped by the operator. */
const byLink = 2;

interface Outlet {
  readonly id: string;
  readonly code: string;
  readonly accounts: readonly unknown[];
  readonly openInvitations: number;
}

/** An account that is about to be connected, and whose past can be written before that. */
export interface ComingAccount {
  readonly outletId: string;
  readonly username: string;
  readonly timeZone: string;
}

/**
 * A chain of outlets with their accounts, connected as their persons in charge would: by a link and the platform's consent page. Each
 * step looks first whether it is done. `writePast` is called before anybody connects, so that the screens have something to show; each account that
 * connects is read at once.
 */
export async function setUpContent(
  hub: HubClient,
  sandboxUrl: string,
  writePast: (accounts: readonly ComingAccount[]) => Promise<void>,
): Promise<void> {
  const outlets = await createOutlets(hub);
  for (const outlet of demoOutlets) await createAccount(sandboxUrl, outlet);
  const [connecting, waiting] = [demoOutlets.slice(0, -1), demoOutlets.slice(-1)];
  const missing = connecting.flatMap(({ code, username, timeZone }) => {
    const found = outlets.get(code);
    return found && found.accounts.length === 0 ? [{ outletId: found.id, username, timeZone }] : [];
  });
  if (missing.length > 0) await writePast(missing);
  for (const [index, { code, username }] of connecting.entries()) {
    const found = outlets.get(code);
    if (!found || (await isConnected(hub, found.id))) continue;
    await (index < byLink ? connectByLink(hub, found.id, username) : connectAsOperator(hub, found.id, username));
  }
  for (const { code } of waiting) {
    const found = outlets.get(code);
    if (found && found.openInvitations === 0 && found.accounts.length === 0) await invite(hub, found.id);
  }
}

async function createOutlets(hub: HubClient): Promise<ReadonlyMap<string, Outlet>> {
  const read = async () => {
    const { items } = await hub.get<{ items: readonly Outlet[] }>('/api/outlets?limit=100');
    return new Map(items.map((outlet) => [outlet.code, outlet]));
  };
  const known = await read();
  for (const { code, name, picName, groupName, timeZone } of demoOutlets) {
    if (!known.has(code)) await hub.post('/api/outlets', { code, name, picName, groupName, timeZone });
  }
  return await read();
}

async function createAccount(sandboxUrl: string, { username, name, followers, videos, postEveryHours }: DemoOutlet): Promise<void> {
  const found = await askSandbox<readonly { username: string }[]>(sandboxUrl, `accounts?search=${username}`);
  if (found.some((account) => account.username === username)) return;
  const account = { username, displayName: `Kopi ${name}`, followers, videos, postEveryMs: postEveryHours * 3_600_000 };
  await askSandbox(sandboxUrl, 'accounts', account);
}

async function isConnected(hub: HubClient, outletId: string): Promise<boolean> {
  const { status } = await hub.get<{ status: string }>(`/api/outlets/${outletId}`);
  return status === 'CONNECTED';
}

const invite = (hub: HubClient, outletId: string) => hub.post<{ link: string }>(`/api/outlets/${outletId}/invitations`, {});

/** What the person in charge does: opens the link, allows, comes back. */
async function connectByLink(hub: HubClient, outletId: string, username: string): Promise<void> {
  const { link } = await invite(hub, outletId);
  const begun = await patiently(`${link}&begin=1`, { redirect: 'manual' });
  const cookie = begun.headers.getSetCookie().map((line) => line.split(';')[0]);
  const authUrl = begun.headers.get('location');
  if (!authUrl) throw new Error(`The link answered ${begun.status}: ${await begun.text()}`);
  await comeBack(await allow(authUrl, username), { cookie: cookie.join('; ') });
}

/** What an operator does who has the phone of the store at hand. */
async function connectAsOperator(hub: HubClient, outletId: string, username: string): Promise<void> {
  const { authUrl } = await hub.post<{ authUrl: string }>('/api/tiktok/auth/start', { outletId });
  await comeBack(await allow(authUrl, username), { cookie: hub.cookie });
}

async function allow(authUrl: string, username: string): Promise<string> {
  const form = new URLSearchParams({ decision: 'allow', account: username });
  const consent = await fetch(authUrl, { method: 'POST', body: form, redirect: 'manual' });
  const back = consent.headers.get('location');
  if (!back) throw new Error(`The consent page answered ${consent.status}: ${await consent.text()}`);
  return back;
}

async function comeBack(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const answer = await patiently(url, { headers });
  if (!answer.ok)
    throw new Error(`The way back answered ${answer.status}: ${(await answer.text()).replaceAll(/<[^>]*>/g, ' ').slice(0, 300)}`);
}

/** The hub lets one address connect only so many accounts a minute; here all persons in charge sit at one. */
async function patiently(url: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, init);
    if (answer.status !== 429) return answer;
    await answer.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('retry-after') ?? 5) * 1000));
  }
}
