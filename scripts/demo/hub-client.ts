/** A few lines over fetch: the demo uses the hub as any script would, over its HTTP API. */
export class HubClient {
  readonly #base: string;
  #token = '';
  #cookie = '';

  constructor(base: string) {
    this.#base = base;
  }

  async signIn(credentials: { email: string; password: string }): Promise<void> {
    const { hasUsers } = await this.get<{ hasUsers: boolean }>('/api/setup');
    const path = hasUsers ? '/api/user/login' : '/api/user/register';
    const body = hasUsers ? credentials : { ...credentials, name: 'Demo owner', organisation: 'Demo coffee company' };
    this.#token = (await this.post<{ token: string }>(path, body)).token;
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>(path, { method: 'GET' });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  send<T>(method: 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return this.#call<T>(path, { method, ...json });
  }

  /** What the browser of the signed-in person would send. */
  get cookie(): string {
    return this.#cookie;
  }

  /** Opens a page of the hub as the browser of the signed-in person would, for the marketplace's redirect. */
  async visit(url: string): Promise<void> {
    const response = await fetch(url, { headers: { cookie: this.#cookie } });
    const page = await response.text();
    if (!response.ok)
      throw new Error(`${url.split('?')[0]} answered ${response.status}: ${page.replaceAll(/<[^>]*>/g, ' ').slice(0, 300)}`);
  }

  #headers(): Record<string, string> {
    return this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` };
  }

  async #call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(this.#base + path, {
      ...init,
      headers: { ...init.headers, ...this.#headers() },
      signal: AbortSignal.timeout(30_000),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) this.#cookie = cookie;
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text === '' ? 'null' : text);
  }
}
