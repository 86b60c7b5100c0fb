import type { IncomingMessage, ServerResponse } from 'node:http';

const mostBytes = 12 * 1024 * 1024;

/** The whole body; throws what `tooLarge` makes when there is more than 12 MB of it. */
export async function readBody(request: IncomingMessage, tooLarge: () => Error): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export interface Target {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

/** Path as sent and decoded query; a name sent twice counts once, the last time. */
export function targetOf(request: IncomingMessage): Target {
  const [path = '/', search = ''] = splitOnce(request.url ?? '/');
  return { path, query: new Map(new URLSearchParams(search)) };
}

function splitOnce(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

export function textHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendBytes(response, status, 'application/json', Buffer.from(JSON.stringify(value)));
}

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  sendBytes(response, status, 'text/html; charset=utf-8', Buffer.from(html));
}

export function sendBytes(response: ServerResponse, status: number, contentType: string, bytes: Uint8Array): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
