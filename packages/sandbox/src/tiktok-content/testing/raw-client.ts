import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { TikTokContentSandbox } from '../start.ts';

// A little client of its own, written from the documentation: what an app sends and nothing else.

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly body: any;
}

export const webRedirect = 'https://hub.example.com/auth/tiktok/callback';
export const loopbackRedirect = 'http://127.0.0.1:4711/auth/tiktok/callback';
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const challengeOf = (text: string, encoding: 'hex' | 'base64url' = 'hex'): string =>
  createHash('sha256').update(text).digest(encoding);

export class RawClient {
  readonly sandbox: TikTokContentSandbox;
  token = '';

  constructor(sandbox: TikTokContentSandbox) {
    this.sandbox = sandbox;
  }

  /** A client with the tokens of one account, by the short way. */
  static of(sandbox: TikTokContentSandbox, account: string, scopes?: readonly string[]): RawClient {
    const client = new RawClient(sandbox);
    const [tokens] = sandbox.control.grant({ accounts: [account], ...(scopes ? { scopes } : {}) });
    client.token = tokens?.accessToken ?? '';
    return client;
  }

  authorizeUrl(query: Readonly<Record<string, string | undefined>> = {}): string {
    const all = {
      client_key: this.sandbox.clientKey,
      scope: 'user.info.basic,user.info.profile,user.info.stats,video.list',
      response_type: 'code',
      redirect_uri: webRedirect,
      state: 'st_0001',
      ...query,
    };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `${this.sandbox.authorizeUrl}?${new URLSearchParams(given)}`;
  }

  /** Presses a button of the consent page. */
  async decide(form: Readonly<Record<string, string>> | string[][], query: Readonly<Record<string, string | undefined>> = {}) {
    const response = await fetch(this.authorizeUrl(query), { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() };
  }

  async oauth(path: 'token' | 'revoke', form: Readonly<Record<string, string>>): Promise<RawAnswer> {
    const { clientKey, clientSecret, apiUrl } = this.sandbox;
    const body = new URLSearchParams({ client_key: clientKey, client_secret: clientSecret, ...form });
    return await answerOf(await fetch(`${apiUrl}/v2/oauth/${path}/`, { method: 'POST', body }));
  }

  exchange(code: string, redirectUri = webRedirect, more: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
    return this.oauth('token', { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });
  }

  refresh(token: string): Promise<RawAnswer> {
    return this.oauth('token', { grant_type: 'refresh_token', refresh_token: token });
  }

  async userInfo(fields: string | undefined): Promise<RawAnswer> {
    const query = fields === undefined ? '' : `?fields=${fields}`;
    const headers = { authorization: `Bearer ${this.token}` };
    return await answerOf(await fetch(`${this.sandbox.apiUrl}/v2/user/info/${query}`, { headers }));
  }

  async video(call: 'list' | 'query', fields: string | undefined, body: unknown = {}): Promise<RawAnswer> {
    const query = fields === undefined ? '' : `?fields=${fields}`;
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return await answerOf(await fetch(`${this.sandbox.apiUrl}/v2/video/${call}/${query}`, init));
  }

  /** All videos by the rule of the documentation: go on while `has_more`. */
  async allVideos(maxCount = 20): Promise<{ videos: { id: string; create_time: number }[]; pages: number[] }> {
    const videos: { id: string; create_time: number }[] = [];
    const pages: number[] = [];
    for (let cursor: number | undefined; ; ) {
      const { body } = await this.video('list', 'id,create_time', { max_count: maxCount, ...(cursor === undefined ? {} : { cursor }) });
      videos.push(...body.data.videos);
      pages.push(body.data.videos.length);
      if (!body.data.has_more) return { videos, pages };
      if (cursor !== undefined && body.data.cursor >= cursor) throw new Error(`the cursor stands still at ${cursor}`);
      cursor = body.data.cursor;
    }
  }
}

async function answerOf(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

export interface Received {
  readonly raw: Buffer;
  readonly signature: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read events by their documented shape
  readonly event: any;
}

/** An address that collects webhooks and answers with the status it is told. */
export async function startReceiver(statusOf: (count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      received.push({ raw, signature: String(request.headers['tiktok-signature']), event: JSON.parse(raw.toString()) });
      response.writeHead(statusOf(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/hook` : '';
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { received, url, [Symbol.dispose]: stop };
}
