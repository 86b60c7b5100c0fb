import type { IncomingMessage, ServerResponse } from 'node:http';

const mostBytes = 1024 * 1024;

/** The whole body. @throws RangeError when it is too large. */
export function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) reject(new RangeError('the body is too large'));
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}

export interface Target {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

const noQuery: ReadonlyMap<string, string> = new Map();

/** Path as sent and decoded query; a name sent twice counts once, the last time. */
export function targetOf(request: IncomingMessage): Target {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: noQuery } : { path: url.slice(0, mark), query: new Map(new URLSearchParams(url.slice(mark + 1))) };
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendBytes(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value)));
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
