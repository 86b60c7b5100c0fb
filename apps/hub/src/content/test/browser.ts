import type { ContentWorld } from './content-world.ts';

export interface Shown {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly headers: Headers;
}

/** A browser with cookies, for pages that lead to the platform and back. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #language: string;
  readonly #world: ContentWorld;

  constructor(world: ContentWorld, { session, language = 'en' }: { session?: { token: string }; language?: string } = {}) {
    this.#world = world;
    this.#language = language;
    if (session) this.#cookies.set('shopfleet_session', session.token);
  }

  /** Opens an address of the hub, absolute or not, and follows nothing. */
  async open(path: string): Promise<Shown> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'accept-language': this.#language, ...(cookie ? { cookie } : {}) };
    const answer = await fetch(new URL(path, this.#world.hub.url), { redirect: 'manual', headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '', headers: answer.headers };
  }

  /** Decides on the platform's consent page; gives where the platform leads back. */
  async decide(authUrl: string, choice: { account: string; decision?: 'allow' | 'deny'; scopes?: readonly string[] }): Promise<string> {
    const { account, decision = 'allow', scopes = this.#world.sandbox.control.settings().approvedScopes } = choice;
    const form = new URLSearchParams({ account, decision, boxes: '1' });
    for (const scope of scopes) form.append('scope', scope);
    const answer = await fetch(authUrl, { method: 'POST', body: form, redirect: 'manual' });
    const location = answer.headers.get('location');
    if (!location) throw new Error(`the consent page answered ${answer.status}: ${(await answer.text()).slice(0, 400)}`);
    return location;
  }

  /** The whole way from a link: its button, the consent, and the page at the end. */
  async connect(link: string, choice: Parameters<Browser['decide']>[1]): Promise<Shown> {
    const { location, text } = await this.open(`${link}&begin=1`);
    if (location === '') throw new Error(`the link leads nowhere: ${text}`);
    return this.open(await this.decide(location, choice));
  }
}
