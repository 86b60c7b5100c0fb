import type { Platform } from '@shopfleet/platform-kit';

export interface Visit {
  /** What the redirect back brought. */
  readonly query: Readonly<Record<string, string>>;
  readonly redirectUrl: string;
  readonly verifier: string;
}

const verifier = 'test-verifier-0123456789-abcdefghijklmnopqrstuvwxyz';

/** A person who follows the link to the consent page, unticks what is not wanted, and presses a button. */
export async function visitConsent(
  platform: Platform,
  choice: { redirectUrl: string; account: string; scopes?: readonly string[] | undefined; decision?: 'allow' | 'deny' },
): Promise<Visit> {
  const { redirectUrl, account, decision = 'allow' } = choice;
  const link = platform.connect.authorizationUrl({ state: 'state-1', redirectUrl, verifier });
  const page = await fetch(link);
  const html = await page.text();
  if (page.status !== 200) throw new Error(`the consent page says: ${html.replaceAll(/<[^>]*>/g, ' ')}`);
  const boxes = [...html.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope = '']) => scope);
  const form = new URLSearchParams({ decision, account, boxes: '1' });
  for (const scope of boxes) if (!choice.scopes || choice.scopes.includes(scope)) form.append('scope', scope);
  const answer = await fetch(link, { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? 'about:blank');
  if (`${back.origin}${back.pathname}` !== redirectUrl) throw new Error(`sent to ${back.href}`);
  return { query: Object.fromEntries(back.searchParams), redirectUrl, verifier };
}
